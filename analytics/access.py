"""Who may see a school's statistics, and which titles in them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from analytics.figures import TitleFigures
from cms.accounts.enums import Role
from cms.accounts.reader import Reader
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage

_MAY_SEE: Final = frozenset({Role.PRINCIPAL, Role.BOARD, Role.LIBRARIAN, Role.ADMINISTRATOR})
RECIPIENTS: Final = (Role.PRINCIPAL, Role.BOARD)
"""Who gets the weekly mail."""


def can_see_statistics(reader: Reader, school_id: int | None) -> bool:
    """Whether the reader may see this school's figures: those who lead it and its librarian, of no other school."""
    return school_id is not None and reader.school_id == school_id and bool(reader.roles & _MAY_SEE)


@dataclass(frozen=True, slots=True)
class VisibleTitles:
    """By `uid`: items that a reader may open now, and those whose title she may read."""

    openable: frozenset[str]
    named: frozenset[str]


def visible_titles(titles: Collection[TitleFigures], reader: Reader) -> VisibleTitles:
    """Of the items of a week.

    One that is there is named for whoever may open it now; one that has been deleted, for whoever might have opened it
    when it was read.
    """
    rows = ResourcePage.objects.filter(uid__in=[each.uid for each in titles])
    there = {str(uid) for uid in rows.values_list("uid", flat=True)}
    openable = frozenset(str(uid) for uid in access.visible(rows, reader).values_list("uid", flat=True))
    held = access.tokens_held(reader)
    deleted = {each.uid for each in titles if each.uid not in there and each.token in held}
    return VisibleTitles(openable, openable | deleted)


def gets_mail(reader: Reader) -> bool:
    """Whether the weekly mail of her school is meant for the reader, and she says herself where it goes."""
    return reader.school_id is not None and bool(reader.roles & frozenset(RECIPIENTS))
