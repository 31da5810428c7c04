import pytest
from django.db import transaction

from cms.foundation import outbox
from cms.foundation.models import OutboxRow


@pytest.mark.django_db(transaction=True)
def test_a_note_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        outbox.record("shelf", "1")


@pytest.mark.django_db(transaction=True)
def test_many_notes_outside_a_transaction_are_refused():
    with pytest.raises(RuntimeError):
        outbox.record_all("shelf", ["1", "2"])


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


@pytest.mark.django_db
def test_many_notes_stand_in_their_order_and_behind_a_row():
    outbox.record_all("shelf", ["a", "b", "c"])
    first = outbox.pending("shelf", 1)[0]
    assert [row.object_id for row in outbox.pending("shelf", 10, after=first.pk)] == ["b", "c"]


@pytest.mark.django_db
def test_parked_rows_are_counted_apart_and_get_another_chance():
    outbox.record("shelf", "poison")
    outbox.record("other", "poison")
    for _ in range(outbox.MAX_ATTEMPTS):
        outbox.fail(outbox.pending("shelf", 1), "no")
    assert (outbox.waiting(), outbox.parked()) == ({"other": 1}, 1)
    assert outbox.retry_parked("other") == 0
    assert outbox.retry_parked("shelf") == 1
    assert [row.attempts for row in outbox.pending("shelf", 10)] == [0]
    assert outbox.parked() == 0


@pytest.mark.django_db
def test_the_lag_is_the_age_of_the_oldest_row(clock):
    assert outbox.lag().total_seconds() == 0
    outbox.record("shelf", "1")
    clock.pass_by(seconds=40)
    outbox.record("shelf", "2")
    clock.pass_by(seconds=2)
    assert outbox.lag().total_seconds() == 42


@pytest.mark.django_db
def test_what_was_delivered_is_remembered_by_topic_and_forgotten():
    outbox.remember("shelf", [("a", 1, "x"), ("b", 1, "y")])
    outbox.remember("shelf", [("a", 7, "z")])
    outbox.remember("other", [("a", 3, "o")])
    assert outbox.delivered("shelf", ["a", "b", "c"]) == {"a": (7, "z"), "b": (1, "y")}
    outbox.forget("shelf", ["a"])
    assert outbox.delivered("shelf", ["a", "b"]) == {"b": (1, "y")}
    assert outbox.delivered("other", ["a"]) == {"a": (3, "o")}
