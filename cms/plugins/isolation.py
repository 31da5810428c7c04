"""Calls into what types declare: one that raises takes no page of others down.

Whoever calls goes on without the answer. The fault is logged with the type's name and kept for the administrator's
page, once an hour and process however many items there are.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, TypeVar

from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from cms.plugins import registry
from cms.plugins.contract import Passage, ResourceType, TypeFacet

logger = logging.getLogger(__name__)

T = TypeVar("T")

FIELDS: Final = (
    *("details", "availability", "opening.open"),
    *("search.passages", "search.place_label", "search.fields", "search.facets"),
)
_AGAIN: Final = 3600.0  # seconds until the same fault is logged and kept again
_KEPT: Final = 24 * 3600  # seconds for which the administrator is shown a fault that doesn't come again
_LONGEST: Final = 300  # characters of an error's words
_logged: dict[tuple[str, str, type[Exception]], float] = {}
_noticed: ContextVar[list["Fault"] | None] = ContextVar("faults_noticed", default=None)


@dataclass(frozen=True, slots=True)
class Fault:
    """A callable of a type has raised.

    Attributes:
        slug: of the type.
        field: of its declaration: one of FIELDS.
        error: the exception's class and words.
        at: when it was last kept.
    """

    slug: str
    field: str
    error: str
    at: datetime


def isolated(
    declaration: ResourceType,
    field: str,
    ask: Callable[[Any], T],
    *,
    otherwise: T,
    path: str = "",
    passing: tuple[type[Exception], ...] = (),
) -> T:
    """What `ask` makes of what the field of the declaration names; `otherwise` where it raises anything but `passing`.

    `ask` gets the function behind the dotted path, calls it and makes of its answer what the caller needs, so that an
    answer of a wrong shape is a fault of the type as well. A field that is empty or no dotted path it gets as it is;
    of a field with several rows, `path` is the dotted path of the row in question.

    Raises:
        OperationalError, InterfaceError: the database is away, which is no fault of the type.
    """
    try:
        return ask(registry.resolve(path) if path else _named(declaration, field))
    except passing:
        raise
    except Exception as error:  # noqa: BLE001  (whatever a plugin raises)
        _take(declaration, field, error)
        return otherwise


def passages_of(
    declaration: ResourceType, page: Any, of_contents: Callable[[Any], Iterable[Passage]]
) -> Iterator[Passage]:
    """The passages of a page up to the first at which its type raises; `of_contents` says them where it names none."""
    try:
        for passage in (_named(declaration, "search.passages") or of_contents)(page):
            yield instance_of(Passage, passage)
    except Exception as error:  # noqa: BLE001  (whatever a plugin raises)
        _take(declaration, "search.passages", error)


def instance_of(wanted: type[T], answer: object) -> T:
    """The answer of a callable, which must be of this class.

    Raises:
        TypeError: it is of another one.
    """
    if not isinstance(answer, wanted):
        raise TypeError(f"{type(answer).__name__} instead of {wanted.__name__}")
    return answer


def facet_labels(declaration: ResourceType, facet: TypeFacet, values: Sequence[str]) -> dict[str, str]:
    """Names of a facet's values by the function that its type names; where it raises they stand for themselves."""

    def ask(labels: Callable[[Sequence[str]], Mapping[str, str]]) -> dict[str, str]:
        named = labels(values)
        return {value: str(named[value]) for value in values if value in named}

    return isolated(declaration, "search.facets", ask, otherwise={value: value for value in values}, path=facet.labels)


@contextmanager
def noticing() -> Iterator[list[Fault]]:
    """The faults that happen inside, as a list that grows; they are handled as everywhere."""
    faults: list[Fault] = []
    token = _noticed.set(faults)
    try:
        yield faults
    finally:
        _noticed.reset(token)


def recent() -> list[Fault]:
    """The faults of installed types in the last day, in the order of the types."""
    keys = {_key(kind.slug, field): (kind.slug, field) for kind in registry.all_types() for field in FIELDS}
    kept = cache.get_many(keys)
    return [Fault(*place, *kept[key]) for key, place in keys.items() if key in kept]


def _named(declaration: ResourceType, field: str) -> Any:
    value = attrgetter(field)(declaration)
    return registry.resolve(value) if value and isinstance(value, str) else value


def _take(declaration: ResourceType, field: str, error: Exception) -> None:
    """Log and keep a fault, once for a flood of the same; raises it again where it is none of the type."""
    if _is_of_the_database(error):
        raise error
    words = f"{type(error).__name__}: {error}"[:_LONGEST]
    fault = Fault(declaration.slug, field, words, timezone.now())
    noticed = _noticed.get()
    if noticed is not None:
        noticed.append(fault)
    key, moment = (declaration.slug, field, type(error)), time.monotonic()
    if key in _logged and moment - _logged[key] < _AGAIN:
        return
    _logged[key] = moment
    logger.error("resource type raised", exc_info=error, extra={"type": declaration.slug, "field": field})
    cache.set(_key(declaration.slug, field), (fault.error, fault.at), _KEPT)


def _is_of_the_database(error: Exception) -> bool:
    # SQLite says of a missing table what PostgreSQL says of a server that is away; the former is a missing migration.
    return isinstance(error, OperationalError | InterfaceError) and not str(error).startswith("no such ")


def _key(slug: str, field: str) -> str:
    return f"plugins.fault.{slug}.{field}"
