"""kill -9 of a worker that prepares a recording: no encoder outlives it, and the next one comes to the same result.

`tests/faults/test_media.py` does it to whole groups of Celery workers, at ten moments.
"""

import pytest
from django.utils import timezone

from library_pages.media.enums import PartState, RecordingState
from library_pages.media.services import leases, making, working
from library_pages.media.services.working import process_now
from tests.factories import media, playing
from tests.harness.killing import killed
from tests.services.media_worker import encoders_end

pytestmark = pytest.mark.django_db(transaction=True)


def while_encoding(stop):
    class Stopping(making.Pulse):
        def heard(self, line):
            super().heard(line)
            if self.seconds > 0.5:
                stop()

    making.Pulse = Stopping


STOPS = {
    "while ffmpeg works": while_encoding,
    "between putting into place and noting it": lambda stop: setattr(leases, "finish", stop),
}


@pytest.mark.parametrize("where", list(STOPS))
def test_a_killed_worker_leaves_nothing_that_the_next_one_does_not_mend(where, clock, store, tmp_path):
    clock.time = timezone.now()
    data = media.video(3, size="640x480", sound="")
    undisturbed = media.finished(data)
    expected = list(undisturbed.parts.order_by("rung_set").values_list("output_hash", flat=True))
    recording = media.recording(data)
    killed(lambda: process_now(recording), STOPS[where])

    assert encoders_end(seconds=2) == []
    assert recording.parts.get(state=PartState.RUNNING).attempt == 1
    clock.pass_by(seconds=31)
    working.reap()
    time_before = {name: store.get_modified_time(name) for name in segments(store, recording)}
    process_now(recording)
    assert recording.state == RecordingState.COMPLETE
    assert list(recording.parts.order_by("rung_set").values_list("output_hash", flat=True)) == expected
    assert {name: store.get_modified_time(name) for name in time_before} == time_before
    playing.fetch(recording, tmp_path / "fetched")
    assert {frames for _seconds, frames in playing.decode(tmp_path / "fetched").values()} == {75}


def segments(store, recording):
    recording.refresh_from_db()
    folder = f"{recording.folder}360p"
    return [f"{folder}/{name}" for name in store.listdir(folder)[1]] if store.exists(folder) else []
