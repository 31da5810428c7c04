"""Lists by signed cursor: where the last page ended, in the order of the list (keyset paging).

A cursor names a place between two rows, so nothing is shown twice or left out when rows come and go meanwhile. It is
signed and bound to the question: with another filter, order or operation it is refused.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet

from cms.api import problems

MAX_LIMIT: Final = 50
DEFAULT_LIMIT: Final = 20
_SALT: Final = "cms.api.cursor"
_LONGEST: Final = 2000

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the order; its values are neither null nor, in the last column, ever equal."""

    name: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Rows(Generic[M]):
    """A page of rows; `next_cursor` is None on the last one."""

    rows: list[M]
    next_cursor: str | None


def page_of(
    rows: "QuerySet[M]", order: Sequence[Column], *, question: Mapping[str, Any], cursor: str, limit: int
) -> Rows[M]:
    """The page after a cursor, or the first one when it is empty. One query besides those of the rows' prefetches.

    Raises:
        Problem: `cursor-not-valid`.
    """
    if cursor:
        rows = rows.filter(_after(order, read(cursor, question)))
    names = [f"-{column.name}" if column.descending else column.name for column in order]
    found = list(rows.order_by(*names)[: limit + 1])
    more = len(found) > limit
    kept = found[:limit]
    return Rows(kept, write([getattr(kept[-1], column.name) for column in order], question) if more else None)


def write(place: Sequence[Any], question: Mapping[str, Any]) -> str:
    """A cursor for a place: strings, whole numbers, times or UUIDs."""
    # Without a time in it: the same page must have the same bytes, or no client could ever be told “not modified”.
    return _signer().sign_object([_digest(question), *map(_plain, place)], compress=True)


def read(cursor: str, question: Mapping[str, Any]) -> list[Any]:
    """The place of a cursor that was made for this question.

    Raises:
        Problem: `cursor-not-valid`.
    """
    if len(cursor) > _LONGEST:
        raise problems.cursor_not_valid()
    try:
        digest, *place = list(_signer().unsign_object(cursor))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise problems.cursor_not_valid() from error
    if digest != _digest(question):
        raise problems.cursor_not_valid()
    return list(place)


def _after(order: Sequence[Column], place: Sequence[Any]) -> Q:
    """(a > x) or (a = x and b > y) or …; row values would be shorter, but the directions may differ."""
    condition, equal = Q(pk__in=[]), Q()
    for column, value in zip(order, place, strict=True):
        condition |= equal & Q(**{f"{column.name}__{'lt' if column.descending else 'gt'}": value})
        equal &= Q(**{column.name: value})
    return condition


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


def _plain(value: Any) -> str | int:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _digest(question: Mapping[str, Any]) -> str:
    plain = json.dumps(question, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:16]
