"""The rollup: exact, whatever the order, and each event once."""

from random import Random

import pytest

from analytics.models import ClassDay, Event, ReaderWeek, Rollup, TitleDay
from analytics.services import facts as writing
from analytics.services import ingest, rollup
from cms.accounts.reader import reader_for
from cms.foundation import clock
from tests.factories import catalogue, schools
from tests.factories.callers import Caller
from tests.factories.streams import facts, stream
from tests.factories.usage import event, post


def deliver(told, *, split, random):
    """In batches of one person each, with some sent again, rolling up now and then."""
    while told:
        batch, told = told[:split], told[split:]
        for person in {person for person, _said in batch}:
            said = [each for who, each in batch if who == person]
            for _time in range(random.choice([1, 1, 2])):
                ingest.take(reader_for(person), said, sent_at=clock.now(), device="d")
        if random.random() < 0.4:
            rollup.roll_up()
    rollup.roll_up()


@pytest.mark.parametrize("seed", range(4))
def test_any_order_repetition_and_splitting_ends_in_the_same_facts(at, seed, monkeypatch):
    print(f"seed {seed}")
    random = Random(seed)  # noqa: S311  (a stream of events, no secret)
    people = [schools.pupil(at), schools.pupil(at, 5), schools.user("teacher", at)]
    items = [catalogue.ebook(at.shelf) for _ in range(2)]
    told = stream(random, people, items, 70)
    monkeypatch.setattr(rollup, "RANGE", 7)
    deliver(told, split=70, random=Random(1))  # noqa: S311  (as above)
    first = facts()
    assert len(first["ReaderDay"]) > 5
    rollup.rebuild()
    assert facts() == first, "rebuilt"
    for again in (1, 2):
        Event.objects.all().delete()
        rollup.rebuild()
        assert not any(facts().values())
        random.shuffle(told)
        deliver(told, split=random.choice([3, 11]), random=random)
        assert facts() == first, f"shuffled {again}"


def test_the_same_range_is_never_added_twice(app, book):
    post(app, event("request", book.uid))
    assert rollup.roll_up().waiting == 0
    before = facts()
    rollup.roll_up()
    assert facts() == before
    assert TitleDay.objects.get().requests == ClassDay.objects.get().requests == ReaderWeek.objects.get().requests == 1


def test_a_worker_that_dies_between_facts_and_watermark_leaves_nothing(app, book, monkeypatch):
    post(app, event("request", book.uid))
    real = writing.write

    def dying(*args, **kwargs):
        real(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rollup, "write", dying)
        with pytest.raises(KeyboardInterrupt):
            rollup.roll_up()
    assert not any(facts().values())
    rollup.roll_up()
    assert TitleDay.objects.get().requests == 1
    assert Rollup.objects.get().seq == Event.objects.get().seq


def test_a_late_click_takes_one_back(app, book, clock):
    moment = clock()
    for seconds in (0, 50):
        clock.time = moment
        post(app, event("request", book.uid, clock.pass_by(seconds=seconds)))
    rollup.roll_up()
    assert TitleDay.objects.get().requests == 2
    clock.time = moment
    said = event("request", book.uid, clock.pass_by(seconds=25))
    clock.pass_by(minutes=5)
    post(app, said)
    rollup.roll_up()
    assert TitleDay.objects.get().requests == 1


def test_quarantined_events_are_in_no_figure(app, book):
    post(app, event("request", book.uid, clock.now().replace(year=2031)), event("levitate", book.uid))
    assert rollup.roll_up().waiting == 0
    assert not any(facts().values())
    post(app, event("finish", book.uid))
    rollup.roll_up()
    assert (TitleDay.objects.get().requests, TitleDay.objects.get().finishes) == (0, 1), "nor beside one that counts"


def test_history_does_not_move_with_the_pupil(app, at, book, pupil, clock):
    post(app, event("request", book.uid))
    membership = pupil.memberships.get()
    old = membership.enrolments.get().school_class_id
    membership.enrolments.all().delete()
    schools.Enrolment.objects.create(membership=membership, school_class=_other_class(at), number=1)
    clock.pass_by(minutes=2)
    post(Caller(pupil), event("request", book.uid))
    rollup.roll_up()
    assert {row.class_id: row.requests for row in ClassDay.objects.all()} == {old: 1, _other_class(at).pk: 1}


def _other_class(at):
    made, _new = schools.SchoolClass.objects.get_or_create(
        year=at.year, name="5Z", grade=5, defaults={"code": "123987"}
    )
    return made
