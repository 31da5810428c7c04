"""Many at once: devices that send the same batch, workers that roll up the same range, writers that take their time."""

import os
import random
import signal
import threading

import pytest
from django.db import connection, connections, transaction

from analytics.models import Event, TitleDay
from analytics.services import horizon, ingest, rollup
from analytics.services.items import describe, described
from cms.accounts.reader import reader_for
from cms.foundation.clock import use_clock
from tests.factories import schools
from tests.factories.streams import facts
from tests.factories.usage import event
from tests.harness import databases
from tests.plugins_pytest.run import STATE

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works, clock):
    """Run these in threads that start together; their errors fail the test."""
    start, failed = threading.Barrier(len(works)), []

    def run(work):
        try:
            with use_clock(clock):
                start.wait()
                work()
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def told(book, count):
    return [event("request", book.uid) for _ in range(count)]


def test_the_same_batch_from_four_sides_is_kept_once(transactional_db, at, book, pupil, clock):
    batch, outcomes = told(book, 40), []

    def send():
        outcomes.append(ingest.take(reader_for(pupil), batch, sent_at=clock(), device="d"))

    at_once(*[send] * 4, clock=clock)
    assert Event.objects.count() == 40
    assert all(outcome.accepted + outcome.known == 40 for outcome in outcomes)


def test_two_workers_add_the_same_range_once(transactional_db, at, book, clock):
    for _number in range(6):
        ingest.take(reader_for(schools.pupil(at)), told(book, 1), sent_at=clock(), device="d")
    at_once(*[rollup.roll_up] * 3, clock=clock)
    assert TitleDay.objects.get().requests == 6
    before = facts()
    rollup.rebuild()
    assert facts() == before


def test_a_writer_that_takes_its_time_is_never_skipped(transactional_db, at, book, clock, monkeypatch):
    monkeypatch.setattr(horizon, "_PATIENCE", 0.1)
    slow, quick = reader_for(schools.pupil(at)), reader_for(schools.pupil(at))
    ingest.take(quick, [], sent_at=clock(), device="d")
    describe([(Event(), described(book))])  # kept in a transaction of its own, which the long one must not hold
    written, finish = threading.Event(), threading.Event()

    def take_time():
        with transaction.atomic():
            ingest.take(slow, told(book, 1), sent_at=clock(), device="d")
            written.set()
            finish.wait()

    def others():
        try:
            written.wait()
            if connection.vendor == "postgresql":  # with SQLite nobody else could write now
                ingest.take(quick, told(book, 1), sent_at=clock(), device="d")
                assert rollup.roll_up().waiting == 1
        finally:
            finish.set()

    at_once(take_time, others, clock=clock)
    ingest.take(quick, told(book, 1), sent_at=clock(), device="d")
    rollup.roll_up()
    assert sum(row.requests for row in TitleDay.objects.all()) == 2


def test_a_writer_in_a_copy_of_the_database_holds_nobody_up(transactional_db, at, book, clock):
    reader = reader_for(schools.pupil(at))
    ingest.take(reader, told(book, 1), sent_at=clock(), device="d")
    with databases.database(STATE).copy() as other:
        other.execute("UPDATE analytics_event SET device = device")
        assert rollup.roll_up().waiting == 0
        other.rollback()
    assert TitleDay.objects.get().requests == 1


def test_workers_killed_at_drawn_statements_leave_exact_facts(transactional_db, at, book, clock, monkeypatch):
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")
    drawn = random.Random(seed)  # noqa: S311  (moments, no secret)
    monkeypatch.setattr(rollup, "RANGE", 4)
    people = [schools.pupil(at) for _number in range(3)]
    for person in people:
        clock.pass_by(minutes=3)
        ingest.take(reader_for(person), told(book, 12), sent_at=clock(), device="d")
    killed = sum(_dies_at(drawn.randint(1, 70)) for _time in range(10))
    rollup.roll_up()
    before = facts()
    assert TitleDay.objects.get().requests == 3, "twelve clicks at once are one"
    rollup.rebuild()
    assert facts() == before
    assert killed, "nobody died"


def _dies_at(statement):
    """A worker of its own that is killed before its drawn statement; whether it came to that."""
    connections.close_all()  # a fork would share the parent's
    worker = os.fork()
    if worker == 0:
        left = [statement]

        def counting(execute, sql, parameters, many, context):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(counting):
            rollup.roll_up()
        os._exit(0)
    return os.waitpid(worker, 0)[1] == signal.SIGKILL
