"""What follows from a change of a resource: rows in the outbox, news of withdrawal, and the audience of its parts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cms.foundation import outbox
from library_pages.catalogue import access, ports

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet

_AT_ONCE: Final = 500  # primary keys in one statement; SQLite takes some thousand parameters
_READ: Final = ("path", "live", "uid", "school", "audience", "effective_audience")


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a resource reaches beyond its own row.

    Attributes:
        reach: the token under which it is open; empty while nobody can open it.
        title: under which its parts are found as well.
    """

    reach: str
    title: str


def note(page: "ResourcePage") -> None:
    """Write the outbox rows of a changed resource; belongs into the transaction of the change."""
    note_uid(str(page.uid))


def note_uid(uid: str) -> None:
    """The same by public id, when the row itself is going away."""
    for topic in outbox.topics():
        outbox.record(topic, uid)


def shown_as_stored(pages: "QuerySet[ResourcePage]") -> Shown | None:
    """What the database shows of the one page; None when it isn't there."""
    stored = pages.first()
    return shown(stored) if stored else None


def shown(page: "ResourcePage") -> Shown:
    """What a page shows as it is in memory."""
    return Shown(_reach(page), page.title)


def tell_if_withdrawn(page: "ResourcePage", before: Shown | None) -> None:
    """Tell the layers above when somebody could open a page before who can't now."""
    if before is not None and _is_withdrawn(before.reach, _reach(page)):
        for tell in ports.on_withdrawn:
            tell(page)


def pass_down(parent: "ResourcePage", pages: "ResourcePageQuerySet") -> None:
    """Give the parts of a changed resource the audience that is left to them, and have them indexed again.

    `pages` are all resources. Belongs into the transaction of the change. Queries: a constant number for every five
    hundred parts, and what ending the grants of those takes that are withdrawn.
    """
    above = {parent.path: parent}
    uids: list[str] = []
    withdrawn: list[int] = []
    by_audience: dict[str, list[int]] = defaultdict(list)
    for part in pages.descendant_of(parent).only(*_READ).order_by("path"):
        before = _reach(part)
        part.effective_audience = access.effective_audience(part.audience, above.get(part.path[: -part.steplen]))
        above[part.path] = part
        uids.append(str(part.uid))
        by_audience[part.effective_audience].append(part.pk)
        if _is_withdrawn(before, _reach(part)):
            withdrawn.append(part.pk)
    for audience, keys in by_audience.items():
        for some in _in_turn(keys):
            pages.filter(pk__in=some).update(effective_audience=audience)
    for topic in outbox.topics():
        outbox.record_all(topic, uids)
    for some in _in_turn(withdrawn):
        for part in pages.filter(pk__in=some).specific():
            for tell in ports.on_withdrawn:
                tell(part)


def _reach(page: "ResourcePage") -> str:
    token = access.token_of(page) if page.live else access.NOBODY
    return "" if token == access.NOBODY else token


def _is_withdrawn(before: str, after: str) -> bool:
    return bool(before) and after not in {before, "public"}


def _in_turn(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
