"""What is kept and for how long: events 100 days, who has read a year and a term, sums for ever."""

from analytics.models import ActorKey, ClassDay, Event, ReaderDay, TitleDay
from analytics.services import rollup
from analytics.services.forgetting import forget_old
from tests.factories.usage import event, post


def test_old_events_go_and_their_facts_stay(app, book, clock):
    post(app, event("request", book.uid))
    rollup.roll_up()
    clock.pass_by(days=99)
    assert forget_old() == 0
    clock.pass_by(days=2)
    assert forget_old() == 1
    assert not Event.objects.exists()
    assert TitleDay.objects.get().requests == ClassDay.objects.get().requests == 1
    assert ReaderDay.objects.exists()
    clock.pass_by(days=390)
    forget_old()
    assert not ReaderDay.objects.exists()
    assert TitleDay.objects.exists()


def test_what_is_in_no_fact_yet_is_not_forgotten(app, book, clock, monkeypatch):
    post(app, *(event("request", book.uid) for _number in range(6)))
    clock.pass_by(days=200)
    monkeypatch.setattr(rollup, "RANGE", 1)  # a night's work does not come to the end of it
    assert forget_old() == 0
    assert Event.objects.count() == 6


def test_who_is_erased_leaves_a_pseudonym_that_is_nobodys(app, book, pupil):
    post(app, event("request", book.uid))
    rollup.roll_up()
    pupil.delete()
    assert not ActorKey.objects.exists()
    assert TitleDay.objects.get().requests == 1
