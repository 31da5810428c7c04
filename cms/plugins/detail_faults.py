"""What is wrong with the details that a type declares."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.checks import CheckMessage, Error

from cms.plugins import registry
from cms.plugins.contract import Detail, DetailKind, ResourceType
from cms.plugins.pages import has_field

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,29}\Z")


def faults(declaration: ResourceType) -> Iterator[CheckMessage]:
    """All of them, each with the name of the detail."""
    names = [detail.name for detail in declaration.details]
    for detail in declaration.details:
        where = f"{registry.called(declaration)}, detail {detail.name!r}"
        if not _NAME.match(detail.name):
            hint = "Write 2 to 30 of a-z, 0-9 and _, beginning with a letter."
            yield Error(f"{where}: this can't be its name.", hint=hint, id="plugins.E020")
        elif names.count(detail.name) > 1:
            yield Error(f"{where}: there are two of this name.", hint="Rename one.", id="plugins.E020")
        if not detail.label:
            yield Error(f"{where}: label is missing.", hint="Say what stands before its value.", id="plugins.E021")
        if bool(detail.field) == bool(detail.values):
            hint = "Give field or values, and not both."
            yield Error(f"{where}: it must name one source of its value.", hint=hint, id="plugins.E022")
        elif detail.field and not has_field(declaration, detail.field):
            hint = "Name a field or a property of the page model."
            yield Error(f"{where}: {declaration.page} has no {detail.field!r}.", hint=hint, id="plugins.E022")
        yield from _of_showing(detail, where)


def _of_showing(detail: Detail, where: str) -> Iterator[CheckMessage]:
    if not isinstance(detail.kind, DetailKind):
        hint = f"Give a member of DetailKind: {', '.join(each.name for each in DetailKind)}."
        yield Error(f"{where}: {detail.kind!r} is no kind.", hint=hint, id="plugins.E023")
    try:
        str(detail.brief % {"value": "1", "count": 1}) if detail.brief else ""
    except (KeyError, TypeError, ValueError):
        hint = "Write %(value)s where its value stands; ngettext_lazy counts by “count”."
        yield Error(f"{where}: brief can't be filled in.", hint=hint, id="plugins.E023")
