"""Numbered system checks of the pages of the site."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string
from wagtail.models import Page, get_page_models

from cms.web.models import SitePage


def every_page_is_of_the_site(**_: object) -> list[CheckMessage]:
    """All pages that lack what the site asks of them.

    web.E001: its preview would be Wagtail's own, which no host of ours answers. web.E002: its view can't be called.
    """
    return [
        message
        for model in get_page_models()
        if not model.__module__.startswith("wagtail.")
        for message in _faults(model)
    ]


def _faults(model: type[Page]) -> Iterator[CheckMessage]:
    name = model._meta.label
    if not issubclass(model, SitePage):
        yield Error(
            f"The page {name} can't be previewed.",
            hint="Let it stand on ResourcePage, or mix in cms.web.models.SitePage before Page.",
            id="web.E001",
        )
    elif not _can_be_called(model.view):
        yield Error(
            f"The page {name} names {model.view!r} as its view, which can't be called.",
            hint="Give `view` the dotted path of a function of the request and the page.",
            id="web.E002",
        )


def _can_be_called(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False
