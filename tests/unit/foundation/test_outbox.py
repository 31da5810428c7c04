import pytest
from django.db import transaction

from cms.foundation import outbox
from cms.foundation.models import OutboxRow


@pytest.mark.django_db(transaction=True)
def test_a_note_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        outbox.record("shelf", "1")


@pytest.mark.django_db(transaction=True)
def test_a_note_vanishes_with_its_change():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.record("shelf", "1")
        raise ZeroDivisionError
    assert outbox.pending("shelf", 10) == []


@pytest.mark.django_db
def test_rows_come_in_the_order_in_which_they_were_written():
    for name in "abc":
        outbox.record("shelf", name)
    assert [row.object_id for row in outbox.pending("shelf", 2)] == ["a", "b"]


@pytest.mark.django_db
def test_acknowledged_rows_are_gone_and_others_stay():
    for name in "ab":
        outbox.record("shelf", name)
    outbox.acknowledge(outbox.pending("shelf", 1))
    assert [row.object_id for row in outbox.pending("shelf", 10)] == ["b"]


@pytest.mark.django_db
def test_a_row_that_always_fails_is_parked_and_the_others_flow_on():
    outbox.record("shelf", "poison")
    outbox.record("shelf", "good")
    for _ in range(outbox.MAX_ATTEMPTS):
        outbox.fail(outbox.pending("shelf", 1), "engine says no")
    assert [row.object_id for row in outbox.pending("shelf", 10)] == ["good"]
    assert OutboxRow.objects.get(object_id="poison").last_error == "engine says no"
    assert outbox.waiting() == {"shelf": 1}


@pytest.mark.django_db
def test_later_draws_are_greater_even_after_old_numbers_are_forgotten():
    first, second = outbox.next_version(), outbox.next_version()
    outbox.forget_versions()
    assert first < second < outbox.next_version()
