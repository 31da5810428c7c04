from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from cms.foundation.errors import Problem
from library_pages.catalogue.enums import Audience
from library_pages.reading.models import Progress, Visit
from library_pages.reading.services import BatchEntry, record_batch
from tests.factories import catalogue, schools
from tests.integration.reading.conftest import locator

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def later(clock):
    clock.time = NOON + timedelta(days=1)


def entry(item, total=0.42, minutes=0, place=None):
    return BatchEntry(
        item=item,
        locator=locator(total) if place is None else place,
        modified=NOON + timedelta(minutes=minutes),
        device_id="phone",
        device_name="Phone",
    )


def results(outcomes):
    return [outcome.result.value for outcome in outcomes]


def test_outcomes_come_in_the_order_of_the_entries(a):
    other = catalogue.ebook(a.shelf, "Sách khác")
    outcomes = record_batch(a.pupil, [entry(a.book.uid, 0.5, 5), entry(other.uid, 0.3), entry(a.book.uid, 0.2, 1)])
    assert [outcome.item for outcome in outcomes] == [a.book.uid, other.uid, a.book.uid]
    assert results(outcomes) == ["kept", "kept", "kept"]  # oldest first, so none came too late
    assert Progress.objects.get(resource=a.book).progression == 0.5


def test_one_bad_entry_keeps_no_other_from_being_recorded(a):
    outcomes = record_batch(
        a.pupil, [entry(a.book.uid, place={"href": "x"}), entry(uuid4()), entry(a.book.uid, 0.3, 1)]
    )
    assert results(outcomes) == ["refused", "refused", "kept"]
    assert [outcome.code for outcome in outcomes] == ["locator-not-valid", "not-found", ""]


def test_an_entry_that_came_too_late_brings_what_counts(a):
    record_batch(a.pupil, [entry(a.book.uid, 0.5, 5)])
    (outcome,) = record_batch(a.pupil, [entry(a.book.uid, 0.3, 1)])
    assert (outcome.result.value, outcome.code) == ("stale", "progress-stale")
    assert outcome.document["progression"] == 0.5


def test_a_batch_sent_again_changes_nothing(a):
    batch = [entry(a.book.uid, 0.1, 0), entry(a.book.uid, 0.2, 2), entry(a.book.uid, 0.5, 90)]
    record_batch(a.pupil, batch)
    kept = list(Progress.objects.values()), list(Visit.objects.values())
    outcomes = record_batch(a.pupil, batch)
    assert results(outcomes) == ["stale", "stale", "kept"]
    after = list(Progress.objects.values()), list(Visit.objects.values())
    for rows in (*kept, *after):
        for row in rows:
            row.pop("saved_at", None)
    assert after == kept


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda a: catalogue.ebook(a.shelf, audience=Audience.STAFF), id="for teachers"),
        pytest.param(lambda a: catalogue.ebook(a.shelf, live=False), id="a draft"),
        pytest.param(lambda _a: catalogue.ebook(schools.school().shelf), id="of another school"),
    ],
)
def test_a_resource_that_she_may_not_open_is_as_good_as_none(a, make):
    outcomes = record_batch(a.pupil, [entry(make(a).uid)])
    assert [(outcome.result.value, outcome.code) for outcome in outcomes] == [("refused", "not-found")]
    assert not Progress.objects.exists()


def test_a_hundred_entries_are_taken_and_no_more(a):
    hundred = [entry(a.book.uid, 0.2 + n / 1000, n) for n in range(100)]
    assert len(record_batch(a.pupil, hundred)) == 100
    with pytest.raises(Problem) as caught:
        record_batch(a.pupil, [*hundred, entry(a.book.uid, 0.9, 101)])
    assert (caught.value.code, caught.value.extra) == ("batch-too-long", {"limit": 100})
    assert Progress.objects.get().progression == pytest.approx(0.299)


def test_an_empty_batch_is_nothing(a):
    assert record_batch(a.pupil, []) == []


def test_the_resources_of_a_batch_cost_one_query(a, django_assert_num_queries):
    others = [catalogue.ebook(a.shelf) for _n in range(4)]
    first = [entry(other.uid, place={"href": "x"}) for other in others]
    with django_assert_num_queries(2):  # the reader, the resources
        record_batch(a.pupil, first)
