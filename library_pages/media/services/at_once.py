"""All work on a recording in this process: for commands and tests that want to see the end of it."""

from cms.foundation import jobs
from library_pages.media.enums import PartState
from library_pages.media.models import MediaPart, Recording
from library_pages.media.services import leases, probing, reading, working
from library_pages.media.services.uploads import PROBE_TASK


def process_now(recording: Recording, *, until_playable: bool = False) -> None:
    """Do what is open for this recording, or what it takes to play; what another process has is left to it."""
    job = jobs.latest(PROBE_TASK, str(recording.pk))
    if job is not None:
        probing.probe(str(job.pk))
    recording.refresh_from_db()
    reading.read_now(recording)
    while not (until_playable and recording.is_playable):
        part = leases.claim(recording_id=recording.pk, waits=False)
        if part is None:
            break
        working.do(part)
        recording.refresh_from_db()
        if MediaPart.objects.filter(pk=part.pk, state=PartState.PENDING, attempt__lt=part.attempt).exists():
            break  # given back: the disk is full or the store away, and asking at once would ask for ever
