"""Numbered system checks of every declaration."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from cms.plugins import registry
from cms.plugins.contract import Activity, OpeningKind, ResourceType
from cms.plugins.discovery import PluginError

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,39}\Z")
_COLOUR = re.compile(r"#[0-9A-F]{6}\Z")


@register()
def declarations_are_complete(**_: object) -> list[CheckMessage]:
    """All faults of all types at once."""
    return [message for declaration in registry.all_types() for message in faults(declaration)]


def faults(declaration: ResourceType) -> Iterator[CheckMessage]:
    """What is wrong with one declaration."""
    name = f"Resource type “{declaration.slug}”"
    if not _SLUG.match(declaration.slug):
        yield Error(f"{name}: the slug must be lower-case ASCII.", hint="Use letters, digits, _.", id="plugins.E001")
    for field in ("label", "label_plural", "page"):
        if not getattr(declaration, field):
            yield Error(f"{name}: {field} is missing.", hint=f"Give {field} in plugin.py.", id="plugins.E002")
    try:
        model = apps.get_model(declaration.page)
    except (LookupError, ValueError):
        yield Error(
            f"{name}: there is no model {declaration.page!r}.", hint="Write app_label.ModelName.", id="plugins.E003"
        )
    else:
        if model._meta.app_label != declaration.slug:
            yield Error(
                f"{name}: its app label is {model._meta.app_label!r}.",
                hint="The app's label must equal the slug, so that its tables can be found again.",
                id="plugins.E004",
            )
    yield from _paths(declaration, name)
    yield from _looks(declaration, name)


def _paths(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    for path in (
        declaration.search.passages,
        declaration.search.place_label,
        declaration.facts,
        declaration.opening.open if declaration.opening else "",
        *(facet.labels for facet in declaration.search.facets),
    ):
        if path:
            try:
                registry.resolve(path)
            except PluginError as error:
                yield Error(f"{name}: {error}", hint="Give a dotted path that exists.", id="plugins.E005")


def _looks(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    style = declaration.style
    for colour in (style.fill, style.on, style.deep, style.tint, style.mate):
        if not _COLOUR.match(colour):
            yield Error(f"{name}: {colour!r} is no colour.", hint="Write #RRGGBB in capitals.", id="plugins.E006")
    if not isinstance(declaration.activity, Activity):
        yield Error(
            f"{name}: {declaration.activity!r} is no activity.",
            hint=f"Give a member of Activity: {', '.join(each.name for each in Activity)}.",
            id="plugins.E007",
        )
    if declaration.opening and not isinstance(declaration.opening.kind, OpeningKind):
        hint = f"Write OpeningKind.{', OpeningKind.'.join(OpeningKind.__members__)}, or leave opening out."
        yield Error(f"{name}: {declaration.opening.kind!r} is no kind of opening.", hint=hint, id="plugins.E008")
