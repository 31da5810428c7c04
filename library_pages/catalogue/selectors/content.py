"""Which pages show a content, and which content a page shows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model, Q

from cms.plugins import isolation, registry
from cms.plugins.contract import Passage
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


def has_passages(page: ResourcePage) -> bool:
    """Whether there may be anything to find inside."""
    declaration = page.resource_type
    return declaration is not None and bool(declaration.search.passages or kinds_of(apps.get_model(declaration.page)))


def passages_of(page: ResourcePage) -> Iterator[Passage]:
    """What can be found inside, in reading order: what the type says, else what the page's contents say."""
    declaration = page.resource_type
    return iter(()) if declaration is None else isolation.passages_of(declaration, page, _passages_of_contents)


def place_label(page: ResourcePage, locator: Mapping[str, Any], label: str) -> str:
    """A passage's place in the active language: as the type says it, else as its kind of content, else its label."""
    declaration = page.resource_type
    if declaration is None:
        return label
    model = apps.get_model(declaration.page)

    def ask(declared: Callable[[Mapping[str, Any], str], str] | None) -> str:
        if declared:
            return str(declared(locator, label))
        labels = (kind.place_label(locator, label) for kind in kinds_of(model))
        return next((str(each) for each in labels if each is not None), label)

    return isolation.isolated(declaration, "search.place_label", ask, otherwise=label)


def in_revision(content: Model) -> int | str:
    """How Wagtail's revisions hold the key of a content: as JSON does."""
    return content.pk if isinstance(content.pk, int) else str(content.pk)


def _passages_of_contents(page: ResourcePage) -> Iterator[Passage]:
    first, order = 0, -1
    for kind in kinds_of(page.specific_class or type(page)):
        content = content_of(page, kind.model)
        for passage in kind.passages(content) if content is not None else ():
            order = first + passage.order
            yield replace(passage, order=order)
        first = order + 1  # those of the next content come behind these
