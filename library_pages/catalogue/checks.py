"""Numbered system checks of what types declare about the catalogue: their page, their content, their icon."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, register

from cms.plugins import registry
from cms.plugins.contract import ResourceType
from cms.plugins.pages import page_model
from cms.web import icons
from library_pages.catalogue.content import kinds, kinds_of
from library_pages.catalogue.models import ResourcePage


@register()
def types_fit_the_catalogue(**_: object) -> list[CheckMessage]:
    """All faults of all types at once."""
    return [message for declaration in registry.all_types() for message in faults(declaration)]


def faults(declaration: ResourceType) -> Iterator[CheckMessage]:
    """What is wrong with one declaration."""
    name = registry.called(declaration)
    model = page_model(declaration)
    if model is not None and not issubclass(model, ResourcePage):
        yield Error(
            f"{name}: {declaration.page} is no page of a resource.",
            hint="Derive it from ResourcePage (library_pages.sdk.pages).",
            id="catalogue.E001",
        )
    elif model is not None:
        yield from _files(declaration, model, name)
    if not icons.known(declaration.style.icon):
        yield Error(
            f"{name}: there is no icon {declaration.style.icon!r}.",
            hint="Choose one of cms/web/icons/phosphor.json by its Phosphor name.",
            id="catalogue.E004",
        )


def _files(declaration: ResourceType, model: type[ResourcePage], name: str) -> Iterator[CheckMessage]:
    taken = declaration.accepts.kinds if declaration.accepts else ()
    every = sorted(file_kind for kind in kinds for file_kind in kind.file_kinds)
    mixed_in = {file_kind for kind in kinds_of(model) for file_kind in kind.file_kinds}
    for file_kind in taken:
        if file_kind not in every:
            hint = f"There are {', '.join(every)}; the app that brings a further kind must be installed."
            yield Error(f"{name}: there is no kind of files {file_kind!r}.", hint=hint, id="catalogue.E002")
        elif file_kind not in mixed_in:
            yield Error(
                f"{name}: {declaration.page} has no content made of {file_kind!r}, which accepts.kinds takes.",
                hint="Mix the content into the page model before ResourcePage, or take the kind out.",
                id="catalogue.E003",
            )
    for kind in kinds_of(model):
        if not set(kind.file_kinds) & set(taken):
            yield Error(
                f"{name}: {declaration.page} mixes in the content {kind.slug!r}, of which accepts.kinds takes no file.",
                hint=f"Give one of {', '.join(sorted(kind.file_kinds))}.",
                id="catalogue.E003",
            )
