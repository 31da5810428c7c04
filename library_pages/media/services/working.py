"""The work on recordings: a part is made, checked, put into place, noted. Killed anywhere, it can be redone."""

import errno
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cms.foundation import jobs
from cms.foundation.jail.run import ProgramError
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import PartState
from library_pages.media.models import MediaPart, Recording
from library_pages.media.pipeline import segments
from library_pages.media.pipeline.ffmpeg.discovery import NoFfmpegError
from library_pages.media.pipeline.segments import BadOutputError, RungOutput
from library_pages.media.services import finishing, leases, probing, reading
from library_pages.media.services.local_files import tidy, work_folder
from library_pages.media.services.making import NoSpaceError, NotYetError, make
from library_pages.media.services.pulse import StoppedError
from library_pages.media.services.uploads import PROBE_TASK

logger = logging.getLogger(__name__)

_WAIT_FOR_SPACE: Final = 60  # seconds
_WAIT_FOR_OTHERS: Final = 5  # seconds
_REMOTE: Final = ("botocore", "boto3", "s3transfer", "urllib3")


def work(lane: str) -> bool:
    """Do the part that is wanted most in a lane; whether there was one.

    While something else waits there is one more hint in the queue, for the next worker that is free, this one included.
    """
    part = leases.claim(lane)
    if part is None:
        tidy()
        return False
    if leases.waiting(lane):
        leases.wake(lane)
    do(part)
    return True


def do(part: MediaPart) -> None:
    """Do a claimed part to its end, whatever that is."""
    try:
        made = _done_before(part)
        if made is None:
            made = _make_and_keep(part)
        leases.finish(part, segments.as_json(made), segments.digest_of(made))
    except StoppedError:
        leases.give_back(part)
    except NotYetError:
        leases.give_back(part, _WAIT_FOR_OTHERS)
    except RefusedError as error:
        leases.fail(part, error.code, error.detail, again=False)
    except ProgramError as error:
        leases.fail(part, error.code, error.detail)
    except BadOutputError as error:
        leases.fail(part, "crashed", str(error))
    except NoFfmpegError as error:
        leases.fail(part, "no-ffmpeg", str(error))
    except Exception as error:
        if not (isinstance(error, NoSpaceError) or _is_away(error)):
            raise
        # Nothing is wrong with the recording, so no attempt is counted; whoever looks after the disk must know.
        logger.error("no room for recordings", extra={"part": str(part.pk), "error": repr(error)})  # noqa: TRY400
        leases.give_back(part, _WAIT_FOR_SPACE)
    finishing.advance(part.recording_id)


def reap() -> None:
    """Free lost parts, wake idle lanes, end recordings whose last part was given up, tidy the disk."""
    for recording_id in leases.reap():
        finishing.advance(recording_id)
    tidy()


def process_now(recording: Recording, *, until_playable: bool = False) -> None:
    """Do in this process what is open for this recording, or what it takes to play; for commands and tests.

    What another process has is left to it.
    """
    job = jobs.latest(PROBE_TASK, str(recording.pk))
    if job is not None:
        probing.probe(str(job.pk))
    recording.refresh_from_db()
    reading.read_now(recording)
    while not (until_playable and recording.is_playable):
        part = leases.claim(recording_id=recording.pk, waits=False)
        if part is None:
            break
        do(part)
        recording.refresh_from_db()
        if MediaPart.objects.filter(pk=part.pk, state=PartState.PENDING, attempt__lt=part.attempt).exists():
            break  # given back: the disk is full or the store away, and asking at once would ask for ever


def _done_before(part: MediaPart) -> dict[str, RungOutput] | None:
    """What an earlier attempt put into place to its end, and could not note any more."""
    return segments.manifest_of(part.recording.folder, _name(part))


def _make_and_keep(part: MediaPart) -> dict[str, RungOutput]:
    with _folder_of(part) as folder:
        made = make(part, part.recording, folder)
        _keep(part, part.recording, folder, made)
    return made


def _keep(part: MediaPart, recording: Recording, folder: Path, made: dict[str, RungOutput]) -> None:
    if not leases.renew(part, 1):
        raise StoppedError(str(part.pk))
    segments.place(folder, made, recording.folder)
    segments.write_manifest(recording.folder, _name(part), made)


@contextmanager
def _folder_of(part: MediaPart) -> Iterator[Path]:
    """A folder of this attempt's own; on the disk of the store, so that segments are moved and not copied."""
    folder = work_folder(part.recording_id) / f"{part.pk}-{part.attempt}-{part.owner[-8:]}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _name(part: MediaPart) -> str:
    return f"{part.rung_set}-{part.chunk}"


def _is_away(error: BaseException) -> bool:
    """Whether an error means that the store does not answer or is full, so that waiting may help.

    By the name of its package: a local folder must not cost the half second that importing an S3 client takes.
    """
    return type(error).__module__.startswith(_REMOTE) or (
        isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
    )
