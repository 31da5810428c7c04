"""Which pages show a content, and which content a page shows."""

from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model, Q

from cms.plugins import registry
from library_pages.catalogue.content import kind_of, kinds_of
from library_pages.catalogue.models import ResourcePage

M = TypeVar("M", bound=Model)


def content_of(page: ResourcePage, model: type[M]) -> M | None:
    """The page's content with rows of this model, whatever class the page was fetched as; None without one."""
    kind = next((kind for kind in kinds_of(page.specific_class or type(page)) if kind.model is model), None)
    if kind is None:
        return None
    content: M | None = getattr(page if isinstance(page, kind.mixin) else page.specific, kind.field)
    return content


def models_of(model: type[Model]) -> list[type[Any]]:
    """Page models of all installed types whose content has rows of this model."""
    kind = kind_of(model)
    pages: list[type[Any]] = [apps.get_model(declaration.page) for declaration in registry.all_types()]
    return [page for page in pages if kind in kinds_of(page)]


def pages_of(content: Model) -> list[ResourcePage]:
    """The pages of all types that show this content to readers, or will when they are published."""
    shown = {kind_of(type(content)).field: content.pk}
    return [page for model in models_of(type(content)) for page in model.objects.filter(**shown)]


def drafts_of(content: Model) -> list[ResourcePage]:
    """The pages that show this content, and those whose newest draft does: one that replaces another."""
    field = kind_of(type(content)).field
    shown = Q(**{field: content.pk}) | Q(**{f"latest_revision__content__{field}": in_revision(content)})
    return [page for model in models_of(type(content)) for page in model.objects.filter(shown)]


def in_revision(content: Model) -> int | str:
    """How Wagtail's revisions hold the key of a content: as JSON does."""
    return content.pk if isinstance(content.pk, int) else str(content.pk)
