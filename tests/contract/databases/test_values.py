"""What is written comes back the same, and sorts and compares the same, on every database."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from cms.foundation.models import Job, OutboxRow
from cms.foundation.text import sort_key
from library_pages.catalogue.models import Contribution, Contributor, Subject
from tests.factories import catalogue, schools

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 1, 30, 15, 123456, tzinfo=UTC)


def row(object_id="1", **fields):
    return OutboxRow.objects.create(topic="t", object_id=object_id, recorded_at=MOMENT, **fields)


def test_vietnamese_and_other_scripts_come_back_letter_by_letter():
    text = "Nghé và vầng trăng — Dế Mèn “phiêu lưu” 漢字 ខ្មែរ 😀"
    assert OutboxRow.objects.get(pk=row(last_error=text).pk).last_error == text


def test_a_moment_keeps_its_microseconds_and_its_zone():
    found = OutboxRow.objects.get(pk=row().pk).recorded_at
    assert (found, found.utcoffset().total_seconds()) == (MOMENT, 0)


def test_a_uuid_key_is_found_by_its_text():
    job = Job.objects.create(task="t", queue="default", subject="s", queued_at=MOMENT)
    assert Job.objects.get(pk=str(job.pk)) == job


def test_names_sort_by_the_vietnamese_alphabet_through_their_keys():
    names = ["Đào", "Ân", "an", "Dương", "ăn", "Em", "ác"]
    for name in names:
        row(object_id=sort_key(name), last_error=name)
    ordered = OutboxRow.objects.order_by("object_id").values_list("last_error", flat=True)
    assert list(ordered) == ["ác", "an", "ăn", "Ân", "Dương", "Đào", "Em"]


def test_text_sorts_by_code_points():
    for letters in ("b", "B", "a", "à", "Z", "đ", "~"):
        row(object_id=letters)
    ordered = OutboxRow.objects.filter(topic="t").order_by("object_id").values_list("object_id", flat=True)
    assert list(ordered) == sorted(("b", "B", "a", "à", "Z", "đ", "~"))


def test_equality_and_prefixes_tell_capital_letters_and_diacritics_apart():
    for name in ("tô", "Tô", "to"):
        row(object_id=name)
    assert OutboxRow.objects.filter(object_id="to").count() == 1
    assert set(OutboxRow.objects.filter(object_id__in=["tô", "Tô"]).values_list("object_id", flat=True)) == {"tô", "Tô"}


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"', "?"])
def test_signs_with_a_meaning_for_sql_are_looked_for_as_they_are(sign):
    row(object_id=f"a{sign}b", last_error=f"x{sign}y")
    row(object_id="axb", last_error="xzy")
    assert list(OutboxRow.objects.filter(last_error__contains=sign).values_list("object_id", flat=True)) == [
        f"a{sign}b"
    ]


def test_a_second_row_under_a_unique_name_is_refused_and_the_transaction_goes_on():
    Subject.objects.create(name="Toán")
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.create(name="Toán")
    assert Subject.objects.filter(name="Toán").count() == 1


def test_a_condition_of_a_unique_constraint_counts_open_jobs_only():
    fields = {"task": "t", "queue": "default", "subject": "s", "queued_at": MOMENT}
    Job.objects.create(**fields, state="done")
    Job.objects.create(**fields, state="failed")
    Job.objects.create(**fields, state="queued")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(**fields, state="running")


def test_a_number_below_what_a_field_may_hold_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        row(attempts=-1)


def test_a_reference_into_nothing_is_refused():
    page = catalogue.ebook(schools.school().shelf)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(page_id=page.pk, contributor_id=10**9)
        connection.check_constraints()


def test_folded_names_are_found_whatever_was_typed():
    Contributor.objects.create(name="Tô Hoài")
    assert Contributor.objects.get(name_folded="to hoai").name == "Tô Hoài"
