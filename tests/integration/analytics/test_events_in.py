"""POST /api/v1/events: kept once, about the sender alone, and never turned away as a whole."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from analytics.enums import Quality, Reason
from analytics.models import ActorKey, Event
from cms.accounts.enums import Role
from cms.accounts.models import Enrolment
from library_pages.catalogue.enums import Audience
from tests.factories import catalogue, schools
from tests.factories.callers import Caller
from tests.factories.usage import event, post


def test_an_event_is_kept_with_what_the_library_knows(at, app, book, pupil, clock):
    answer = post(app, event("request", book.uid))
    assert answer.json() == {"accepted": 1, "known": 0, "quarantined": 0}
    kept = Event.objects.get()
    place = Enrolment.objects.get(membership__user=pupil).school_class
    assert (kept.school_id, kept.year_id, kept.class_id, kept.grade) == (at.school.pk, at.year.pk, place.pk, 4)
    assert (kept.type_slug, kept.data_type, kept.access_type, kept.yop) == ("ebook", "Book", "Controlled", 1)
    assert (kept.quality, kept.local_day, kept.local_hour) == ("ok", timezone.localdate(clock()), 8)
    assert kept.actor == ActorKey.objects.get(user=pupil).key


def test_sending_a_batch_again_changes_nothing(app, book):
    batch = [event("request", book.uid), event("finish", book.uid)]
    post(app, *batch)
    first = list(Event.objects.values())
    answer = post(app, *batch, event("finish", book.uid))
    assert answer.json() == {"accepted": 1, "known": 2, "quarantined": 0}
    assert list(Event.objects.order_by("seq").values())[:2] == first


def test_the_same_event_twice_in_a_batch_is_kept_once(app, book):
    said = event("request", book.uid)
    assert post(app, said, said).json()["accepted"] == 1
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "levitate"}, Reason.UNKNOWN_KIND),
        ({"kind": "loan"}, Reason.UNKNOWN_KIND),
        ({"item": None}, Reason.NOT_VALID),
        ({"item": "no-uuid"}, Reason.NOT_VALID),
        ({"occurred_at": "yesterday"}, Reason.NOT_VALID),
        ({"occurred_at": "2026-13-41T99:00:00Z"}, Reason.NOT_VALID),
        ({"occurred_at": "9999-12-31T23:59:59-14:00"}, Reason.NOT_VALID),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, Reason.NOT_VALID),
        ({"kind": "page_progress", "dwell_seconds": -1}, Reason.NOT_VALID),
        ({"kind": "page_progress", "dwell_seconds": 1e400}, Reason.NOT_VALID),
        ({"kind": "media_progress", "play": "x", "snapshot": 1, "wall_seconds": 1}, Reason.NOT_VALID),
        (
            {"kind": "media_progress", "play": "01a2137d-b0f9-7254-bfd8-e0f0c471507c", "snapshot": 1}
            | {"wall_seconds": 3, "intervals": [[0, 3000]]},
            Reason.IMPOSSIBLE,
        ),
        ({"item": "01a2137d-b0f9-7254-bfd8-e0f0c471507c"}, Reason.NOT_OPENABLE),
    ],
)
def test_what_makes_no_sense_is_put_aside_and_turns_no_other_away(app, book, fields, reason):
    answer = post(app, event("request", book.uid) | fields, event("request", book.uid))
    assert answer.json() == {"accepted": 1, "known": 0, "quarantined": 1}
    aside = Event.objects.get(quality=Quality.QUARANTINED)
    assert aside.reason == reason


@pytest.mark.parametrize("said", [None, 7, "x", [], [[]]])
def test_what_is_no_event_at_all_turns_no_other_away(app, book, said):
    assert post(app, said, event("request", book.uid)).json() == {"accepted": 1, "known": 0, "quarantined": 1}


@pytest.mark.parametrize("sent_at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_of_sending_that_nobody_means_is_refused_for_good(app, book, sent_at):
    body = {"sent_at": sent_at, "device": {"id": "app"}, "events": [event("request", book.uid)]}
    answer = app.send("POST", "events", body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/sent_at")


@pytest.mark.parametrize("identity", ["1", "f47ac10b-58cc-4372-a567-0e02b2c3d479", 7, None])
def test_an_event_without_a_usable_id_is_counted_and_not_kept(app, book, identity):
    assert post(app, event("request", book.uid) | {"id": identity}).json()["quarantined"] == 1
    assert not Event.objects.exists()


def test_an_item_that_the_reader_may_not_open_is_quarantined(app, at):
    other = schools.school()
    hidden = [
        catalogue.ebook(at.shelf, audience=Audience.STAFF),
        catalogue.ebook(other.shelf),
        catalogue.ebook(at.shelf, live=False),
    ]
    answer = post(app, *(event("request", page.uid) for page in hidden))
    assert answer.json()["quarantined"] == 3
    assert set(Event.objects.values_list("reason", flat=True)) == {Reason.NOT_OPENABLE}


def test_nobody_writes_for_another(app, pupil, at, book):
    other = schools.pupil(at)
    spoofed = {"school_id": 99, "actor": "x", "grade": 9, "class_id": 99, "user": str(other.uid)}
    assert post(app, event("request", book.uid, **spoofed)).json()["accepted"] == 1
    assert Event.objects.get().actor == ActorKey.objects.get(user=pupil).key
    assert Event.objects.get().grade == 4


def test_who_belongs_to_no_school_is_not_counted(at, book):
    caller = Caller(schools.user(Role.PROVINCE))
    assert post(caller, event("request", book.uid)).json() == {"accepted": 0, "known": 0, "quarantined": 1}
    assert not Event.objects.exists()


def test_a_visitor_without_sign_in_is_refused(db):
    nobody = Caller()
    nobody.public, nobody.root = False, "/api/v1/"
    assert post(nobody, event()).status_code == 401


def test_a_session_needs_its_token(pupil, book):
    assert post(Caller(pupil, session=True), event("request", book.uid)).status_code == 403


def test_more_than_a_hundred_events_are_refused(app, book):
    assert post(app, *(event("request", book.uid) for _ in range(101))).status_code == 422


def test_more_than_sixty_thousand_bytes_are_refused(app, book):
    said = event("request", book.uid, padding="x" * 60_000)
    assert len(json.dumps(said)) < 256 * 1024
    assert post(app, said).status_code == 413


def test_a_device_that_runs_wild_is_slowed_down(app, book):
    answers = [post(app).status_code for _ in range(121)]
    assert answers[-2:] == [200, 429]


@pytest.mark.parametrize(
    ("occurred", "sent", "quality", "at_hour"),
    [
        ({}, {}, Quality.OK, 0),
        ({"hours": -2}, {}, Quality.OK, -2),
        ({"hours": -2 + 7}, {"hours": 7}, Quality.SKEWED, -2),  # a clock in the wrong zone
        ({"days": -20000}, {"days": -20000}, Quality.SKEWED, 0),  # 1972
        ({"days": 1000}, {"days": 1000}, Quality.SKEWED, 0),
        ({"hours": 3}, {}, Quality.CLAMPED, 0),
        ({"days": -21}, {}, Quality.LATE, -21 * 24),
    ],
)
def test_the_devices_clock_is_corrected(app, book, clock, occurred, sent, quality, at_hour):
    now = clock()
    post(app, event("request", book.uid, now + timedelta(**occurred)), sent_at=now + timedelta(**sent))
    kept = Event.objects.get()
    assert (kept.quality, kept.occurred_at) == (quality, now + timedelta(hours=at_hour))


@pytest.mark.parametrize(("away", "reason"), [({"days": 3}, Reason.IN_FUTURE), ({"days": -96}, Reason.TOO_OLD)])
def test_a_time_that_can_not_be_is_quarantined(app, book, clock, away, reason):
    post(app, event("request", book.uid, clock() + timedelta(**away)), sent_at=clock())
    assert Event.objects.get().reason == reason
