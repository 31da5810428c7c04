from typing import Any

from django.apps import apps
from django.db.models import Q

from cms.plugins import registry
from library_pages.catalogue.models import ResourcePage
from library_pages.media.models import MediaBacked, Recording


def recording_of(page: ResourcePage) -> Recording | None:
    """The recording behind a page of a played type, whatever class the page was fetched as."""
    specific = page if hasattr(page, "recording") else page.specific
    return getattr(specific, "recording", None)


def media_backed_models() -> list[type[Any]]:
    """Page models of all installed types whose content is a recording."""
    models: list[type[Any]] = [apps.get_model(declaration.page) for declaration in registry.all_types()]
    return [model for model in models if issubclass(model, MediaBacked)]


def pages_of(recording: Recording) -> list[ResourcePage]:
    """The pages of all types that show this recording to readers, or will when they are published."""
    return [page for model in media_backed_models() for page in model.objects.filter(recording=recording)]


def drafts_of(recording: Recording) -> list[ResourcePage]:
    """The pages that show this recording, and those whose newest draft does: one that replaces another."""
    shown = Q(recording=recording) | Q(latest_revision__content__recording=str(recording.pk))
    return [page for model in media_backed_models() for page in model.objects.filter(shown)]
