"""What is seen of resources on the pages of the statistics, and of which one may tell events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analytics.calendar import Week
from analytics.models import ClassDay, Event, ReaderDay, ReaderWeek, TitleDay, WeeklyReport, WeekRelease
from analytics.services.items import describe, described
from analytics.services.reports import _made
from cms.accounts.models import School
from cms.foundation import clock
from cms.foundation.ids import uuid7
from tests.factories.callers import Caller
from tests.factories.usage import event, post

if TYPE_CHECKING:
    from tests.architecture.surfaces.world import Actor, World

_AT_ONCE: Final = 6  # the page shows ten titles
_ENOUGH: Final = 10  # readers of what is sent out
LEADERS: Final = frozenset({"board", "librarian", "principal", "teacher on the board", "librarian of another school"})


def _opened(world: World, school: School, words: tuple[str, ...]) -> Week:
    """A full week in which enough pupils of the school have opened these, whatever became of them in the library."""
    week = Week.of(clock.today()).before()
    for model in (TitleDay, ClassDay, ReaderDay, ReaderWeek, WeekRelease):
        model._default_manager.all().delete()
    here: dict[str, Any] = {"school": school, "is_pupil": True}
    ReaderWeek.objects.create(**here, week=week.monday, actor=uuid7(), class_id=0, requests=1)
    people = [uuid7() for _ in range(_ENOUGH)]
    for word in words:
        what: dict[str, Any] = {"day": week.monday, "type_slug": world.pages[word].type_slug, "requests": _ENOUGH}
        opened = Event()
        describe([(opened, described(world.pages[word]))])
        TitleDay.objects.create(**here, **what, item=world.pages[word].uid, description_id=opened.description_id)
        ReaderDay.objects.bulk_create(
            ReaderDay(**here, **what, actor=person, class_id=0, item=world.pages[word].uid) for person in people
        )
        ClassDay.objects.update_or_create(
            **here, day=week.monday, class_id=0, type_slug=what["type_slug"], defaults=what
        )
    return week


def on_the_statistics(world: World, actor: Actor) -> frozenset[str]:
    """Titles that somebody reads who leads the school."""
    from tests.architecture.surfaces.seen import site, text_of, words_in

    seen: set[str] = set()
    for words in _batches(world):
        week = _opened(world, _school(actor), words)
        seen |= words_in(text_of(site(actor).get(f"/thong-ke/?week={week}")))
    return frozenset(seen)


def in_the_mail(world: World, actor: Actor) -> frozenset[str]:
    """Titles of the mail that is kept."""
    from tests.architecture.surfaces.seen import site, text_of, words_in

    school, seen = _school(actor), set()
    for words in _batches(world, 3):
        week = _opened(world, school, words)
        WeeklyReport.objects.all().delete()
        report = _made(school, week, version=1)
        seen |= words_in(text_of(site(actor).get(f"/thong-ke/thu/{report.pk if report else 0}/")))
    return frozenset(seen)


def telling_events(world: World, actor: Actor) -> frozenset[str]:
    """Items of which an event is taken."""
    caller: Any = Caller(actor.user)
    caller.public, caller.root = False, "/api/v1/"
    taken = set()
    for word, page in world.pages.items():
        answer = post(caller, event("request", page.uid))
        taken |= {word} if answer.status_code == 200 and answer.json()["accepted"] else set()
    return frozenset(taken)


def _batches(world: World, size: int = _AT_ONCE) -> list[tuple[str, ...]]:
    words = list(world.pages)
    return [tuple(words[start : start + size]) for start in range(0, len(words), size)]


def _school(actor: Actor) -> School:
    found = School.objects.filter(pk=actor.reader.school_id).first() or School.objects.order_by("pk").first()
    assert found is not None
    return found
