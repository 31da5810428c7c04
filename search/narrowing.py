"""Facets, chips and orders of the results page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from cms.plugins import registry
from cms.plugins.contract import TypeStyle
from cms.web import shapes
from cms.web.shapes import Chip, TypeMark
from search.facets import GRADE, TYPE, Facet, labels_of, table
from search.parameters import SearchParameters
from search.port import Answer, Sort

_TYPE_CHIPS: Final = 4


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of facet values in the reader's language, by facet: the words of one never stand for a value of another."""

    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, parameters: SearchParameters, answer: Answer | None) -> "Labels":
        """For all values of an answer and all that were chosen; one call a facet."""
        return cls({facet.name: _names(facet, parameters, answer) for facet in table()})

    def name(self, facet: Facet, value: str) -> str:
        """The name of a value; empty for one that is gone."""
        return mark_of(value).label if facet.is_marked else self.names[facet.name].get(value, "")

    def chosen(self, parameters: SearchParameters) -> tuple[str, ...]:
        """Names of all chosen values."""
        found = (self.name(facet, value) for facet in table() for value in parameters.filters.get(facet.name, ()))
        return tuple(name for name in found if name)


def _names(facet: Facet, parameters: SearchParameters, answer: Answer | None) -> Mapping[str, str]:
    if facet.is_marked:
        return {}
    counted = answer.facets.get(facet.name, ()) if answer else ()
    return labels_of(facet, sorted({*(each.value for each in counted), *parameters.filters.get(facet.name, ())}))


def mark_of(slug: str) -> TypeMark:
    """The mark of a type; of a plain document where its plugin is not installed."""
    declaration = registry.get(slug)
    label = str(declaration.label) if declaration else _("Resource")
    return TypeMark(slug, label, (declaration.style if declaration else TypeStyle()).icon)


def facets(parameters: SearchParameters, answer: Answer, labels: Labels) -> tuple[shapes.Facet, ...]:
    """The groups in which there is something to choose; values that would give nothing are left out unless chosen."""
    groups = (
        shapes.Facet(
            facet.name,
            str(facet.heading),
            tuple(
                shapes.FacetValue(
                    each.value,
                    name,
                    each.count,
                    each.chosen,
                    mark_of(each.value) if facet.is_marked else None,
                )
                for each in answer.facets.get(facet.name, ())
                if (each.count or each.chosen) and (name := labels.name(facet, each.value))
            ),
        )
        for facet in table()
    )
    return tuple(group for group in groups if len(group.values) > 1 or any(each.chosen for each in group.values))


def chips(parameters: SearchParameters, answer: Answer, labels: Labels, own_grade: int | None) -> tuple[Chip, ...]:
    """What is chosen, to be taken off; then the grade that suggests itself and the commonest types, to be put on."""
    return (*_put_on(parameters, labels), *_suggested_grade(parameters, answer, own_grade), *_types(parameters, answer))


def orders(parameters: SearchParameters) -> tuple[Chip, ...]:
    """The orders that there are; without words there is nothing to be relevant for."""
    names = {
        Sort.RELEVANCE: _("Best match first"),
        Sort.NEWEST: _("Newest first"),
        Sort.TITLE: _("By title"),
    }
    if not parameters.text:
        del names[Sort.RELEVANCE]
    now = Sort.TITLE if parameters.sort is Sort.RELEVANCE and not parameters.text else parameters.sort
    return tuple(
        Chip(label, replace(parameters, sort=sort, page=1).url(), chosen=sort is now) for sort, label in names.items()
    )


def _put_on(parameters: SearchParameters, labels: Labels) -> Iterator[Chip]:
    for facet in table():
        for value in parameters.filters.get(facet.name, ()):
            if name := labels.name(facet, value):
                yield Chip(
                    name,
                    parameters.with_toggled(facet.name, value).url(),
                    chosen=True,
                    mark=mark_of(value) if facet.is_marked else None,
                )


def _suggested_grade(parameters: SearchParameters, answer: Answer, own_grade: int | None) -> Iterator[Chip]:
    grade = answer.understood.grade or own_grade
    if grade is None or GRADE in parameters.filters:
        return
    counts = {each.value: each.count for each in answer.facets.get(GRADE, ())}
    if count := counts.get(str(grade)):
        label = _("Right for grade %(grade)s") % {"grade": grade}
        yield Chip(label, parameters.with_toggled(GRADE, str(grade)).url(), count=count)


def _types(parameters: SearchParameters, answer: Answer) -> Iterator[Chip]:
    found = [each for each in answer.facets.get(TYPE, ()) if each.count and not each.chosen]
    if len(found) + len(parameters.filters.get(TYPE, ())) < 2:  # noqa: PLR2004  (one kind alone narrows nothing)
        return
    for each in found[:_TYPE_CHIPS]:
        mark = mark_of(each.value)
        yield Chip(mark.label, parameters.with_toggled(TYPE, each.value).url(), mark=mark, count=each.count)
