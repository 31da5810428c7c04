"""Details that types declare, for the item's page, lists, results and the API."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.utils.duration import duration_iso_string
from django.utils.formats import date_format

from cms.foundation.quantities import length_of_time, number
from cms.foundation.text import nfc
from cms.plugins import registry
from cms.plugins.contract import Detail, DetailKind, ResourceType, WebLink
from cms.plugins.isolation import instance_of, isolated
from library_pages.catalogue.models import ResourcePage

_ADDRESSES: Final = ("https://", "http://", "/")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a detail.

    Attributes:
        text: in the active language, as people read it.
        data: as the API gives it: a number as such, a day and a length of time by ISO 8601, of a link its address.
        url: where it leads; empty for all that is no link.
    """

    text: str
    data: str | int | float
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """A detail of one resource; `brief` is what lists say, empty where they say nothing."""

    declared: Detail
    values: tuple[Value, ...]
    brief: str


def details_of(pages: Iterable[ResourcePage], *, brief: bool = False) -> dict[int, tuple[ShownDetail, ...]]:
    """What the types say of these pages, by primary key, in the order of their declarations.

    A detail without a value is left out. Queries: for each type one where it names fields of its page, and what its
    functions ask, whatever the number of pages.

    Args:
        pages: of any types; those that are not installed say nothing.
        brief: only what lists say.
    """
    by_type: dict[str, list[ResourcePage]] = defaultdict(list)
    for page in pages:
        by_type[page.type_slug].append(page)
    found: dict[int, tuple[ShownDetail, ...]] = {}
    for slug, of_type in by_type.items():
        declaration = registry.get(slug)
        if declaration is not None:
            wanted = [detail for detail in declaration.details if detail.brief or not brief]
            found |= _of_type(declaration, wanted, of_type)
    return found


def _of_type(
    declaration: ResourceType, details: Iterable[Detail], pages: Sequence[ResourcePage]
) -> dict[int, tuple[ShownDetail, ...]]:
    found: dict[int, tuple[ShownDetail, ...]] = {}

    @cache
    def own_rows() -> list[ResourcePage]:
        return list(_own_rows(declaration, pages))

    @cache
    def answer_of(values: Callable[[Sequence[ResourcePage]], Mapping[int, Any]]) -> Mapping[int, Any]:
        return values(pages)

    for detail in details:

        def ask(values: Any, detail: Detail = detail) -> dict[int, ShownDetail]:
            if detail.values:
                held = {pk: _of_answer(detail, answer) for pk, answer in answer_of(values).items()}
            else:
                held = {row.pk: _of_field(row, detail.field) for row in own_rows()}
            shown = ((pk, _shown(detail, value)) for pk, value in held.items())
            return {pk: each for pk, each in shown if each is not None}

        nothing: dict[int, ShownDetail] = {}
        for pk, shown in isolated(declaration, "details", ask, otherwise=nothing, path=detail.values).items():
            found[pk] = (*found.get(pk, ()), shown)
    return found


def _own_rows(declaration: ResourceType, pages: Sequence[ResourcePage]) -> Iterator[ResourcePage]:
    """The pages as the type's own model has them; a draft that is previewed is such a one and isn't read again."""
    model = apps.get_model(declaration.page)
    yield from (page for page in pages if isinstance(page, model))
    yield from model._default_manager.filter(pk__in=[page.pk for page in pages if not isinstance(page, model)])


def _of_answer(detail: Detail, answer: Any) -> Any:
    return answer.get(detail.name) if isinstance(answer, Mapping) else answer


def _of_field(row: ResourcePage, field: str) -> Any:
    in_words: Callable[[], Any] | None = getattr(row, f"get_{field}_display", None)
    return in_words() if in_words else getattr(row, field)


def _shown(detail: Detail, value: Any) -> ShownDetail | None:
    if value is None or value == "":
        return None
    values = tuple(_VALUES[detail.kind](value))
    if not values:
        return None
    text = ", ".join(each.text for each in values)
    count = values[0].data if detail.kind is DetailKind.NUMBER else len(values)
    return ShownDetail(detail, values, str(detail.brief % {"value": text, "count": count}) if detail.brief else "")


def _text(value: Any) -> Iterator[Value]:
    if text := nfc(instance_of(str, value)).strip():
        yield Value(text, text)


def _list(value: Any) -> Iterator[Value]:
    if isinstance(value, str):
        raise TypeError("str instead of a list of them")
    for each in value:
        yield from _text(each)


def _number(value: Any) -> Iterator[Value]:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"{type(value).__name__} instead of a number")
    yield Value(number(value), float(value) if isinstance(value, Decimal) else value)


def _date(value: Any) -> Iterator[Value]:
    day = instance_of(date, value)
    yield Value(date_format(day, "SHORT_DATE_FORMAT"), day.isoformat())


def _duration(value: Any) -> Iterator[Value]:
    length = instance_of(timedelta, value)
    yield Value(length_of_time(length.total_seconds()), duration_iso_string(length))


def _link(value: Any) -> Iterator[Value]:
    link = instance_of(WebLink, value)
    # An address of another scheme would run as a script in the reader's session when it is followed.
    if not link.url.startswith(_ADDRESSES):
        raise ValueError(f"{link.url[:80]!r} is no address of the web")
    yield Value(nfc(str(link.text)).strip() or link.url, link.url, link.url)


_VALUES: Final[Mapping[DetailKind, Callable[[Any], Iterator[Value]]]] = {
    DetailKind.TEXT: _text,
    DetailKind.NUMBER: _number,
    DetailKind.DATE: _date,
    DetailKind.DURATION: _duration,
    DetailKind.LINK: _link,
    DetailKind.LIST: _list,
}
