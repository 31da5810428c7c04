"""Transactions as the services rely on them: nothing half, nothing seen too early, nobody turned away for waiting."""

from threading import Event

import pytest
from django.db import transaction

from cms.foundation import clock, outbox
from cms.foundation.models import OutboxRow

pytestmark = pytest.mark.django_db(transaction=True)


def ids():
    return set(OutboxRow.objects.values_list("object_id", flat=True))


def test_what_is_not_committed_yet_nobody_else_sees(elsewhere):
    with transaction.atomic():
        outbox.record("shelf", "1")
        assert ids() == {"1"}
        assert elsewhere(ids) == set()
    assert elsewhere(ids) == {"1"}


def test_a_failed_block_leaves_nothing_and_runs_nothing_that_waits_for_its_commit():
    ran = []
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.record("shelf", "1")
        transaction.on_commit(lambda: ran.append("1"))
        raise ZeroDivisionError
    assert (ids(), ran) == (set(), [])


def test_an_inner_block_fails_alone():
    with transaction.atomic():
        outbox.record("shelf", "outer")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.record("shelf", "inner")
            raise ZeroDivisionError
    assert ids() == {"outer"}


def test_two_writers_of_the_same_row_wait_for_each_other_and_lose_no_step(at_once):
    row = OutboxRow.objects.create(topic="t", object_id="1", recorded_at=clock.now())

    def count(_number):
        for _ in range(5):
            with transaction.atomic():
                held = OutboxRow.objects.select_for_update().get(pk=row.pk)
                held.attempts += 1
                held.save()

    at_once(count)

    assert OutboxRow.objects.get(pk=row.pk).attempts == 20


def test_a_reader_is_not_held_up_by_a_writer(elsewhere):
    OutboxRow.objects.create(topic="t", object_id="1", recorded_at=clock.now())
    with transaction.atomic():
        OutboxRow.objects.update(attempts=7)
        assert elsewhere(lambda: OutboxRow.objects.get().attempts) == 0


def test_a_writer_waits_until_the_other_has_committed(at_once):
    holds = Event()

    def write(number):
        if number:
            assert holds.wait(30)
            OutboxRow.objects.filter(object_id="1").update(last_error="second")
            return
        with transaction.atomic():
            outbox.record("shelf", "1")
            holds.set()

    at_once(write, times=2)

    assert OutboxRow.objects.filter(last_error="second").count() <= 1
    assert ids() == {"1"}
