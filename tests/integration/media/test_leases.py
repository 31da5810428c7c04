"""Who works on a part, what is lost with a worker, and what is mended."""

import threading

import pytest
from django.db import connections

from library_pages.media.enums import Lane, PartState, RecordingState
from library_pages.media.models import MediaPart, Recording
from library_pages.media.pipeline import planning
from library_pages.media.services import finishing, leases, making, working
from library_pages.media.services.leases import MAX_ATTEMPTS
from library_pages.media.services.local_files import tidy
from library_pages.media.services.uploads import cancel, retry
from library_pages.media.services.working import process_now
from tests.factories import media, recordings, schools
from tests.integration.media.conftest import use

pytestmark = pytest.mark.django_db


def parted(clock, count=2, **fields):
    """A recording with parts in each lane, none of which would do anything."""
    plan = planning.Plan((25, 1), 50, 100, None, (), (), "", 1, measured=False, reasons=()).to_json()
    recording = recordings.recording(RecordingState.ENCODING, chapters=(), plan=plan, **fields)
    for number in range(count):
        for lane, rank in ((Lane.FAST, 1), (Lane.HEAVY, 2)):
            MediaPart.objects.create(
                recording=recording,
                profile=recording.profile,
                rung_set="start" if lane == Lane.FAST else "rest",
                chunk=number,
                lane=lane,
                rank=rank,
                queued_at=clock(),
            )
    return recording


@pytest.fixture
def waiting(clock):
    """A recording with two parts in each lane."""
    return parted(clock)


def test_schools_take_turns_among_parts_that_are_as_urgent(clock):
    many, one = schools.school().school, schools.school().school
    for _ in range(3):
        parted(clock, count=4, school=many)
    clock.pass_by(seconds=1)
    parted(clock, count=2, school=one)
    order = []
    for _ in range(5):
        order.append(leases.claim("media").recording.school_id)
        clock.pass_by(seconds=1)
    assert order == [many.pk, one.pk, many.pk, one.pk, many.pk]


def test_a_part_has_one_owner(waiting):
    first, second = leases.claim("fast"), leases.claim("fast")
    assert {first.chunk, second.chunk} == {0, 1}
    assert first.owner != second.owner
    assert leases.claim("fast") is None
    assert leases.claim("media").rung_set == "rest"


def test_a_lease_that_ran_out_is_taken_by_the_next_and_never_renewed_by_the_first(waiting, clock):
    late = leases.claim("fast")
    clock.pass_by(seconds=20)
    assert leases.renew(late, 0.5)
    clock.pass_by(seconds=31)
    working.reap()
    taken = leases.claim("fast")
    assert taken.pk == late.pk
    assert taken.attempt == 2
    assert not leases.renew(late, 0.6)
    assert not leases.finish(late, {}, "x")
    assert not leases.fail(late, "crashed", "")
    assert leases.finish(taken, {}, "y")


def test_a_lease_in_time_is_left_alone(waiting, clock):
    part = leases.claim("fast")
    clock.pass_by(seconds=29)
    working.reap()
    part.refresh_from_db()
    assert part.state == PartState.RUNNING


def test_what_takes_its_machine_down_again_and_again_is_given_up(waiting, clock):
    for _ in range(MAX_ATTEMPTS):
        assert leases.claim("fast").chunk == 0
        clock.pass_by(seconds=31)
        working.reap()
    part = waiting.parts.get(rung_set="start", chunk=0)
    assert (part.state, part.attempt, part.error_code) == (PartState.FAILED, MAX_ATTEMPTS, "gave-up")


def test_a_failure_waits_a_while_and_is_tried_three_times(waiting, clock):
    for attempt in range(1, MAX_ATTEMPTS + 1):
        part = leases.claim("fast", recording_id=waiting.pk)
        assert (part.chunk, part.attempt) == (0, attempt)
        leases.fail(part, "crashed", "boom")
        part.refresh_from_db()
        if attempt < MAX_ATTEMPTS:
            assert part.state == PartState.PENDING
            assert leases.claim("fast").chunk == 1
            MediaPart.objects.filter(chunk=1).update(state=PartState.PENDING)
            clock.pass_by(minutes=2)
    assert part.state == PartState.FAILED


@pytest.mark.django_db(transaction=True)
def test_of_many_who_reach_for_a_part_one_gets_it(waiting):
    MediaPart.objects.exclude(rung_set="start", chunk=0).delete()
    start, got = threading.Barrier(4), []

    def reach():
        start.wait()
        got.append(leases.claim("fast"))
        connections.close_all()

    threads = [threading.Thread(target=reach) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([part for part in got if part is not None]) == 1


def test_nothing_of_a_stopped_recording_is_begun(waiting):
    cancel(waiting)
    assert leases.claim("fast") is None
    assert leases.waiting("fast") == 0
    assert (waiting.state, waiting.failure_code) == (RecordingState.FAILED, "cancelled")
    retry(waiting)
    assert waiting.state == RecordingState.ENCODING
    assert leases.claim("fast") is not None


def test_a_stopped_encoder_ends_and_nothing_of_it_stays(store, settings):
    recording = media.recording(media.video(8, size="640x480", sound=""))
    part = probed(recording)
    seen = []

    class Stopping(making.Pulse):
        def heard(self, line):
            super().heard(line)
            if not seen and self.seconds:
                seen.append(True)
                cancel(recording)
                self._looked = 0

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "Pulse", Stopping)
        working.do(part)
    assert seen
    part.refresh_from_db()
    assert (part.state, part.attempt) == (PartState.PENDING, 0)
    assert not store.exists(f"{recording.folder}360p")
    assert list((settings.MEDIA_WORK_DIR / str(recording.pk)).iterdir()) == []


def test_a_worker_that_comes_back_late_puts_nothing_into_place(store):
    recording = media.recording(media.video(1, size="64x64", sound=""))
    part = probed(recording)
    MediaPart.objects.update(owner="somebody else")
    working.do(part)
    part.refresh_from_db()
    assert (part.state, part.owner) == (PartState.RUNNING, "somebody else")
    assert not store.exists(f"{part.recording.folder}360p")


def test_a_failed_quality_hides_no_other():
    recording = media.recording(media.video(1, size="640x480"))
    probed(recording)
    MediaPart.objects.update(state=PartState.PENDING, attempt=0)
    MediaPart.objects.filter(rung_set="rest").update(state=PartState.FAILED, error_code="crashed")
    process_now(recording)
    assert (recording.state, recording.warnings) == (RecordingState.COMPLETE, ["partial"])
    retry(recording)
    assert recording.state == RecordingState.PLAYABLE
    process_now(recording)
    assert (recording.state, recording.warnings) == (RecordingState.COMPLETE, [])
    assert recording.renditions.count() == 3


def test_news_of_the_end_go_out_once(heard):
    recording = media.finished(media.video(1, size="64x64"))
    finishing.advance(recording.pk)
    Recording.objects.update(state=RecordingState.PLAYABLE)
    finishing.advance(recording.pk)
    assert heard.count("ContentReady") == 1


def test_too_little_space_waits_and_does_not_count(monkeypatch):
    recording = media.recording(media.video(1, size="64x64", sound=""))
    part = probed(recording)
    monkeypatch.setattr(making, "_LEAST_FREE", 1 << 60)
    working.do(part)
    part.refresh_from_db()
    assert (part.state, part.attempt) == (PartState.PENDING, 0)
    assert leases.claim("fast") is None
    process_now(recording)  # comes back
    assert recording.state == RecordingState.ENCODING


def probed(recording):
    """The first part of a recording, claimed."""
    from cms.foundation import jobs
    from library_pages.media.services import probing
    from library_pages.media.services.uploads import PROBE_TASK

    probing.probe(str(jobs.latest(PROBE_TASK, str(recording.pk)).pk))
    recording.refresh_from_db()
    return leases.claim(recording_id=recording.pk)


@pytest.fixture
def heard(monkeypatch, django_capture_on_commit_callbacks):
    """Names of the events that are announced from now on."""
    names = []
    monkeypatch.setattr(finishing, "announce", lambda event: names.append(type(event).__name__))
    return names


def test_a_store_that_is_away_costs_no_attempt(s3_storage, monkeypatch):
    use(s3_storage, monkeypatch)
    recording = media.recording(media.video(1, size="64x64", sound=""))
    part = probed(recording)
    keys = {"access_key": "nobody", "secret_key": "nobody"}
    use(type(s3_storage)(bucket_name="x", endpoint_url="http://127.0.0.1:9", **keys), monkeypatch)
    working.do(part)
    part.refresh_from_db()
    assert (part.state, part.attempt, part.error_code) == (PartState.PENDING, 0, "")
    use(s3_storage, monkeypatch)
    process_now(recording)
    assert recording.state == RecordingState.COMPLETE


@pytest.mark.parametrize(
    ("state", "part", "stays"),
    [
        (RecordingState.UPLOADED, None, True),
        (RecordingState.PROBING, None, True),
        (RecordingState.ENCODING, PartState.PENDING, True),
        (RecordingState.PLAYABLE, PartState.RUNNING, True),
        (RecordingState.COMPLETE, PartState.DONE, False),
        (RecordingState.FAILED, None, False),
    ],
)
def test_the_disk_keeps_what_is_worked_on_and_no_more(waiting, settings, state, part, stays):
    Recording.objects.update(state=state)
    MediaPart.objects.update(state=part) if part else MediaPart.objects.all().delete()
    folders = [settings.MEDIA_WORK_DIR / str(name) for name in (waiting.pk, "01a2137d-b0f9-7254-bfd8-e0f0c471507c")]
    for folder in folders:
        folder.mkdir(parents=True)
    (settings.MEDIA_WORK_DIR / "lost+found").mkdir()
    tidy()
    assert (settings.MEDIA_WORK_DIR / "lost+found").exists()
    assert [folder.exists() for folder in folders] == [stays, False]
