"""Numbered system checks of every plugin: all faults at once, each with where the plugin comes from and a remedy."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from cms.plugins import detail_faults, registry, source, translations
from cms.plugins.contract import Activity, OpeningKind, ResourceType
from cms.plugins.pages import page_model

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,39}\Z")
_MOST_LEVELS = 3  # a periodical, its issues, their articles; lists read the titles of so many at once
_COLOUR = re.compile(r"#[0-9A-F]{6}\Z")
_SHAPE: Final = "plugins.E008"


@register()
def plugins_can_be_taken(**_: object) -> list[CheckMessage]:
    """Plugins that were left out: not loadable, another contract, a slug that is taken."""
    return [Error(fault.sentence, hint=fault.remedy, id=fault.code) for fault in registry.faults()]


@register()
def declarations_are_complete(**_: object) -> list[CheckMessage]:
    """All faults of all types at once."""
    return [message for declaration in registry.all_types() for message in faults(declaration)]


@register()
def catalogues_are_compiled(**_: object) -> list[CheckMessage]:
    """Without it the pages of a plugin would be in English, whatever language the reader has chosen."""
    messages: list[CheckMessage] = []
    for plugin in translations.outside():
        for path in translations.uncompiled(plugin):
            wrong = translations.why_not_compiled(path)
            messages.append(
                Error(
                    f"{plugin.origin}: the catalogue {path} is not compiled{': ' if wrong else ''}{wrong}.",
                    hint="Correct it."
                    if wrong
                    else "Run `manage.py compile_translations` as somebody who may write there, or ship the .mo files.",
                    id="plugins.E013",
                )
            )
    return messages


def faults(declaration: ResourceType) -> Iterator[CheckMessage]:
    """What is wrong with one declaration."""
    name = registry.called(declaration)
    try:
        yield from _words(declaration, name)
        yield from _page(declaration, name)
        yield from _paths(declaration, name)
        yield from _templates(declaration, name)
        yield from _looks(declaration, name)
        yield from detail_faults.faults(declaration)
        yield from _parts(declaration, name)
    except (AttributeError, TypeError) as error:
        yield Error(
            f"{name}: the declaration has another shape than the contract: {error}.",
            hint="Give each field what cms/plugins/contract.py says it holds.",
            id=_SHAPE,
        )


def _words(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    if not _SLUG.match(declaration.slug):
        yield Error(f"{name}: the slug must be lower-case ASCII.", hint="Use letters, digits, _.", id="plugins.E001")
    for field in ("label", "label_plural", "page"):
        if not getattr(declaration, field):
            yield Error(f"{name}: {field} is missing.", hint=f"Give {field} in plugin.py.", id="plugins.E002")


def _page(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    model = page_model(declaration)
    if model is None:
        hint = "Write app_label.ModelName."
        yield Error(f"{name}: there is no model {declaration.page!r}.", hint=hint, id="plugins.E003")
        return
    if model._meta.app_label != declaration.slug:
        yield Error(
            f"{name}: its app label is {model._meta.app_label!r}.",
            hint="The app's label must equal the slug, so that its tables can be found again.",
            id="plugins.E004",
        )
    for field in declaration.search.fields:
        if not hasattr(model, field):
            yield Error(
                f"{name}: search.fields names {field!r}, which {declaration.page} does not have.",
                hint="Name a field or a property of the page model.",
                id="plugins.E012",
            )


def _paths(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    paths = {
        "search.passages": declaration.search.passages,
        "search.place_label": declaration.search.place_label,
        "availability": declaration.availability,
        "opening.open": declaration.opening.open if declaration.opening else "",
        **{f"labels of the facet {facet.name!r}": facet.labels for facet in declaration.search.facets},
        **{f"values of the detail {detail.name!r}": detail.values for detail in declaration.details},
    }
    for field, path in paths.items():
        if not path:
            continue
        try:
            callable_of_type = registry.resolve(path)
        except Exception as error:  # noqa: BLE001  (whatever a stranger's module raises)
            cause = error.__cause__ or error
            yield Error(
                f"{name}: {field} is {path!r}, which can't be imported: {type(cause).__name__}: {cause}.",
                hint="Give the dotted path of a function that exists.",
                id="plugins.E005",
            )
        else:
            if not callable(callable_of_type):
                hint = "Give the dotted path of a function."
                yield Error(f"{name}: {field} is {path!r}, which is no function.", hint=hint, id="plugins.E005")


def _templates(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    plugin = registry.plugin_of(declaration.slug)
    for path in source.arguments(plugin, "OwnPage", "template") if plugin else ():
        try:
            get_template(path)
        except TemplateDoesNotExist as error:
            inside = "" if str(error) == path else f", which {path} needs"
            yield Error(
                f"{name}: there is no template {str(error)!r}{inside}.",
                hint="Put it into the folder templates/ of the app, and into the distribution.",
                id="plugins.E011",
            )
        except TemplateSyntaxError as error:
            yield Error(f"{name}: the template {path!r} is wrong: {error}.", hint="Correct it.", id="plugins.E011")


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
        yield Error(f"{name}: {declaration.opening.kind!r} is no kind of opening.", hint=hint, id="plugins.E015")


def _parts(declaration: ResourceType, name: str) -> Iterator[CheckMessage]:
    chain, above = [declaration.slug], declaration.part_of
    while above is not None:
        parent = registry.get(above.parent)
        if parent is None:
            # Of a parent's own fault the parent's check speaks.
            if len(chain) == 1:
                yield Error(
                    f"{name}: it is part of “{above.parent}”, which is not installed.",
                    hint="Install that type as well, or write the slug of a type that is installed.",
                    id="plugins.E016",
                )
            return
        if parent.slug in chain:
            if parent.slug == declaration.slug:
                yield Error(
                    f"{name}: it is part of itself ({' < '.join([*chain, parent.slug])}).",
                    hint="Let one of these types stand on a shelf: leave out its part_of.",
                    id="plugins.E017",
                )
            return
        chain.append(parent.slug)
        above = parent.part_of
    if len(chain) > _MOST_LEVELS:
        yield Error(
            f"{name}: it is part of a part of a part ({' < '.join(chain)}).",
            hint=f"Keep to {_MOST_LEVELS} levels.",
            id="plugins.E018",
        )
