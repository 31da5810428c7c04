"""Two schools and the shared catalogue, each with a resource of every audience, a draft and parts, and their readers.

Every resource is known by a word that stands nowhere else; what is seen on a surface is the set of these words. What
each reader should see is written down here by hand, so that a mistake in the access rule can't hide in the test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.accounts.enums import Role
from cms.accounts.reader import Reader, reader_for
from cms.foundation import clock
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.models import Subject
from library_pages.reading.models import Progress
from search import engines
from search.documents import published, put_of
from tests.factories import people, publications, schools, sources

if TYPE_CHECKING:
    from cms.accounts.models import User
    from library_pages.types.ebook.models import EbookPage

PLACES, AUDIENCES = ("a", "b", "s"), ("public", "school", "staff")
# Parts by the end of their word: what they stand below, and the audience that their editor chose.
PARTS = {
    "open": ("public", "public"),
    "deep": ("school", "public"),
    "core": ("deep", "public"),
    "wide": ("staff", "public"),
    "narrow": ("public", "staff"),
    "lost": ("draft", "public"),
}
_SEEN_BY_ALL, _SEEN_BY_MEMBERS = ("public", "open"), ("school", "deep", "core")
_SEEN_BY_STAFF, _SEEN_BY_NOBODY = ("staff", "wide", "narrow"), ("draft", "lost")


def _words(places: str, *ends: str) -> frozenset[str]:
    return frozenset(f"zq{place}{end}" for place in places for end in ends)


PUBLIC = _words("abs", *_SEEN_BY_ALL)
MEMBER = {place: PUBLIC | _words(f"{place}s", *_SEEN_BY_MEMBERS) for place in "ab"}
STAFF = {place: MEMBER[place] | _words(f"{place}s", *_SEEN_BY_STAFF) for place in "ab"}
WITHIN = _words("abs", *PARTS)
ALL = STAFF["a"] | STAFF["b"] | _words("abs", *_SEEN_BY_NOBODY)

EXPECTED = {
    "anonymous": PUBLIC,
    "pupil": MEMBER["a"],
    "board": MEMBER["a"],
    "teacher": STAFF["a"],
    "librarian": STAFF["a"],
    "principal": STAFF["a"],
    "teacher on the board": STAFF["a"],
    "librarian of another school": STAFF["b"],
}
_ROLES = {
    "board": ((Role.BOARD,), "a"),
    "teacher": ((Role.TEACHER,), "a"),
    "librarian": ((Role.LIBRARIAN,), "a"),
    "principal": ((Role.PRINCIPAL,), "a"),
    # Of the one role she has the staff's books, of the other the statistics.
    "teacher on the board": ((Role.TEACHER, Role.BOARD), "a"),
    "librarian of another school": ((Role.LIBRARIAN,), "b"),
}


@dataclass(frozen=True, slots=True)
class World:
    """The library, indexed; `pages`, and a collection of each resource, by its word; `everything` holds all of them."""

    pages: dict[str, EbookPage]
    collections: dict[str, ThemedCollectionPage]
    everything: ThemedCollectionPage
    index: CollectionsIndexPage
    shelves: tuple[Any, ...]
    homes: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who looks; `user` is None for the anonymous one."""

    name: str
    user: User | None
    reader: Reader


def build() -> World:
    """The library, in the database and in the index of every engine that answers."""
    a, b = schools.school("Trường A"), schools.school("Trường B")
    shelves = {"a": a.shelf, "b": b.shelf, "s": schools.shared_shelf()}
    subject = Subject.objects.create(name="Thiên nhiên")
    cover = publications.picture(400, 500)
    pages = {}
    for place in PLACES:
        titles = {audience: ("", audience) for audience in AUDIENCES} | {"draft": ("", "public")}
        for end, (above, audience) in {**titles, **PARTS}.items():
            word = f"zq{place}{end}"
            page = publications.readable(
                pages[f"zq{place}{above}"] if above else shelves[place],
                f"Trăng {word}",
                f"Nghé nhìn vầng trăng {word}.",
                audience=audience,
                live=end != "draft",
                cover=cover,
            )
            page.subjects.add(subject)
            page.save()
            pages[word] = page
    index = a.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap-tr"))
    collections = {word: _collection(index, f"Bộ {word}", [page]) for word, page in pages.items()}
    everything = _collection(index, "Tất cả", list(pages.values()))
    for engine in filter(None, (engines.configured(), engines.stand_in())):
        engine.rebuild(put_of(row, number) for number, row in enumerate(published(), start=1))
    homes = (schools.platform(), a.home, b.home)
    return World(pages, collections, everything, index, tuple(shelves.values()), homes)


def actor(name: str, world: World) -> Actor:
    """Somebody of the first school, or of the second; she has begun to read everything, also what was closed since."""
    homes = {"a": world.homes[1], "b": world.homes[2]}
    if name == "anonymous":
        return Actor(name, None, Reader())
    if name == "pupil":
        user = schools.user(Role.PUPIL, _at(homes["a"]))
    else:
        (role, *also), place = _ROLES[name]
        user = people.staff(role=role, at=_at(homes[place]), also=tuple(also))
    for page in world.pages.values():
        place = sources.locator(0.3)
        Progress.objects.create(
            user=user,
            resource=page,
            locator=place,
            progression=0.3,
            furthest=place,
            furthest_progression=0.3,
            modified=clock.now(),
            saved_at=clock.now(),
        )
    return Actor(name, user, reader_for(user))


def _at(home: Any) -> Any:
    from types import SimpleNamespace

    return SimpleNamespace(school=home.school, home=home, group=None)


def _collection(index: CollectionsIndexPage, title: str, pages: list[EbookPage]) -> ThemedCollectionPage:
    made = index.add_child(instance=ThemedCollectionPage(title=title))
    for order, page in enumerate(pages):
        made.entries.add(CollectionEntry(resource=page, sort_order=order))
    made.save()
    return made
