"""What results can be narrowed by: one table, which the index, all engines, the API and the results page go through.

A facet of the library is a row of `LIBRARY`; one that a resource type brings is a `TypeFacet` of its declaration.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.foundation.outside import whole_number
from cms.foundation.text import nfc
from cms.plugins import isolation, registry
from cms.plugins.contract import ResourceType, TypeFacet
from library_pages.catalogue.enums import LANGUAGES
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.items import subject_names

TYPE: Final = "type"
GRADE: Final = "grade"
LONGEST: Final = 100
"""Characters of a value; engines refuse a document for a much longer one."""

PARAMETERS: Final = frozenset({"q", "sort", "page", "literal", "cursor", "limit", "list"})
"""Names that the results page and the API use for something else."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,29}\Z")
_HIGHEST_GRADE: Final = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """A row of the table. Values are strings in every engine.

    Attributes:
        name: parameter of the results page and the API, and key in the index.
        heading: stands over its values.
        description: of the API's parameter, in English.
        values: of a resource; of a facet of the library without a query for a row of `documents.published()`.
        labels: names of values in the active language, all in one call; a value that has none any more is left out.
        checked: a value as it came in an address, in its one spelling; empty when it makes no sense.
        kind: of the values in the API: `str`, `int` or `UUID`.
        most: values that can be chosen at once.
        is_numeric: values stand in the order of numbers, else the most frequent first.
        is_marked: values are types, named and drawn by their mark.
        type_slug: the type that brings it; empty for the library's own.
    """

    name: str
    heading: str | Promise
    description: str
    values: Callable[[Any], Iterable[object]]
    labels: Callable[[Sequence[str]], Mapping[str, str]]
    checked: Callable[[str], str]
    kind: type = str
    most: int = 20
    is_numeric: bool = False
    is_marked: bool = False
    type_slug: str = ""


def table() -> tuple[Facet, ...]:
    """All facets: the library's, then those of types; what `search.checks` finds fault with is left out."""
    found = {facet.name: facet for facet in LIBRARY}
    for declaration in registry.all_types():
        for brought in declaration.search.facets:
            if is_name(brought.name) and brought.name not in found:
                found[brought.name] = _facet_of(declaration, brought)
    return tuple(found.values())


def names() -> tuple[str, ...]:
    """Keys of all facets, in the order of the table."""
    return tuple(facet.name for facet in table())


def is_name(name: str) -> bool:
    """Whether a facet can have this name at all."""
    return bool(_NAME.match(name)) and name not in PARAMETERS


def values_of_record(page: ResourcePage) -> dict[str, tuple[str, ...]]:
    """A resource's values of the library's facets."""
    return {facet.name: _sound(facet.values(page)) for facet in LIBRARY}


def values_of_type(declaration: ResourceType, page: ResourcePage) -> dict[str, tuple[str, ...]]:
    """A resource's values of the facets that its type brings; fetches the type's own row when there are any.

    A facet of which a value can't be had, is longer than `LONGEST` or holds control characters has none: that is a
    fault of the type.
    """

    def sound(facet: Facet) -> tuple[str, ...]:
        nothing: tuple[str, ...] = ()
        return isolation.isolated(
            declaration, "search.facets", lambda _facets: _sound(facet.values(page)), otherwise=nothing
        )

    return {facet.name: sound(facet) for facet in table() if facet.type_slug == declaration.slug}


def labels_of(facet: Facet, values: Sequence[str]) -> Mapping[str, str]:
    """Names of values, none for no values; where the words of a type fail, its values stand for themselves."""
    return facet.labels(values) if values else {}


def grade_label(grade: object) -> str:
    """A grade from 1 to 12 in words: “Grade 4”."""
    return _("Grade %(grade)s") % {"grade": grade}


def _sound(values: Iterable[object]) -> tuple[str, ...]:
    texts = tuple(dict.fromkeys(text for value in values if (text := nfc(str(value)).strip())))
    for text in texts:
        if not _is_sound(text):
            raise ValueError(f"{text[:LONGEST]!r} can't be the value of a facet")
    return texts


def _is_sound(text: str) -> bool:
    return len(text) <= LONGEST and text.isprintable()


def _type_labels(values: Sequence[str]) -> Mapping[str, str]:
    found = ((value, registry.get(value)) for value in values)
    return {value: str(declaration.label_plural) for value, declaration in found if declaration}


def _type(value: str) -> str:
    return value if registry.get(value) else ""


def _grade_labels(values: Sequence[str]) -> Mapping[str, str]:
    return {value: grade_label(value) for value in values}


def _grade(value: str) -> str:
    grade = whole_number(value) or 0
    return str(grade) if 1 <= grade <= _HIGHEST_GRADE else ""


def _subjects(page: ResourcePage) -> Iterator[object]:
    return (subject.uid for subject in page.subjects.all())


def _subject(value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        return ""


def _language_labels(values: Sequence[str]) -> Mapping[str, str]:
    known = dict(LANGUAGES)
    return {value: str(known.get(value, value)) for value in values}


def _language(value: str) -> str:
    return value if value in dict(LANGUAGES) else ""


LIBRARY: Final = (
    Facet(
        TYPE,
        gettext_lazy("Form"),
        "Slugs of types.",
        values=lambda page: (page.type_slug,),
        labels=_type_labels,
        checked=_type,
        is_marked=True,
    ),
    Facet(
        GRADE,
        pgettext_lazy("school", "Grade"),
        "Grades, 1 to 12.",
        values=lambda page: page.grades,
        labels=_grade_labels,
        checked=_grade,
        kind=int,
        most=_HIGHEST_GRADE,
        is_numeric=True,
    ),
    Facet(
        "subject",
        gettext_lazy("Subject"),
        "Subjects by `uid`.",
        values=_subjects,
        labels=subject_names,
        checked=_subject,
        kind=UUID,
    ),
    Facet(
        "language",
        gettext_lazy("Language"),
        "Codes: `vi`, `en`.",
        values=lambda page: (page.language,),
        labels=_language_labels,
        checked=_language,
    ),
)


def _facet_of(declaration: ResourceType, brought: TypeFacet) -> Facet:
    def values(page: ResourcePage) -> Iterable[object]:
        held = getattr(page.specific, brought.field)
        several = held if isinstance(held, list | tuple | set | frozenset) else (held,)
        return (value for value in several if value is not None)

    def labels(wanted: Sequence[str]) -> Mapping[str, str]:
        if brought.labels:
            return isolation.facet_labels(declaration, brought, wanted)
        choices = _choices(declaration, brought)
        return {value: choices.get(value, value) for value in wanted}

    def checked(value: str) -> str:
        choices = _choices(declaration, brought)
        fits = value in choices if choices else _is_sound(value)
        return value if fits else ""

    return Facet(
        brought.name,
        brought.label,
        f"Values of a facet that the type `{declaration.slug}` brings.",
        values=values,
        labels=labels,
        checked=checked,
        is_numeric=brought.is_numeric,
        type_slug=declaration.slug,
    )


def _choices(declaration: ResourceType, brought: TypeFacet) -> dict[str, str]:
    """Choices of the model's field, with their names; none where it is free, or no field but a property."""
    fields = {field.name: field for field in apps.get_model(declaration.page)._meta.get_fields()}
    choices = getattr(fields.get(brought.field), "flatchoices", None) or ()
    return {str(value): str(label) for value, label in choices if value not in (None, "")}
