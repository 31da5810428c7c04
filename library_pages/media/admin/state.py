"""Where a recording stands, as the templates of its tab say it."""

from collections.abc import Iterator
from math import ceil
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.foundation.quantities import length_of_time
from library_pages.catalogue.content import Act, ContentState
from library_pages.media.enums import CaptionsNote, RecordingState, RecordingWarning
from library_pages.media.models import Recording
from library_pages.media.selectors.progress import state_of

OPEN_STATES: Final = frozenset(
    {RecordingState.UPLOADED, RecordingState.PROBING, RecordingState.ENCODING, RecordingState.PLAYABLE}
)
_AT_WORK: Final = frozenset({RecordingState.ENCODING, RecordingState.PLAYABLE})
_MINUTE: Final = 60


def state_of_recording(recording: Recording) -> ContentState:
    """How much of it has been made, and what to do."""
    recording.refresh_from_db()
    state, percent, seconds_left = state_of(recording)
    files = [row.original_name for row in recording.files.order_by("order")]
    is_open = state in OPEN_STATES and not recording.cancelled
    failed = state == RecordingState.FAILED or recording.cancelled
    acts: tuple[Act, ...] = (Act("retry", _("Try again")),) if failed else ()
    if is_open:
        acts = (Act("cancel", _("Stop the work"), is_stop=True),)
    return ContentState(
        code=state,
        is_open=is_open,
        name=files[0] if files else "",
        details=", ".join(_details(recording)),
        sentence=_sentence(recording, state, percent, time_left(seconds_left)),
        files=tuple(files) if len(files) > 1 else (),
        percent=percent if is_open and state in _AT_WORK else None,
        notes=tuple(_notes(recording)),
        warnings=tuple(_warnings_of(recording)),
        failure=recording.failure if state == RecordingState.FAILED and not recording.cancelled else "",
        acts=acts,
    )


def _details(recording: Recording) -> Iterator[str]:
    sizes = list(recording.files.values_list("size", flat=True))
    if len(sizes) == 1:
        yield filesizeformat(sizes[0])
    elif sizes:
        others = len(sizes) - 1
        yield ngettext("and %(count)s more file", "and %(count)s more files", others) % {"count": others}
    if recording.duration:
        yield length_of_time(recording.duration)


def _sentence(recording: Recording, state: RecordingState, percent: int, left: str) -> str:
    if recording.cancelled and state != RecordingState.COMPLETE:
        playable = _("It can be played and published. The better quality was stopped.")
        return playable if recording.is_playable else _("Stopped. Nothing more is being done.")
    waiting = _("Waiting to be prepared. You can leave this page; the work goes on.")
    done = _("Ready.")
    look = _("What its files say of themselves has been filled in where nothing was written. Please check it.")
    if left:
        prepared = _("“%(title)s” is being prepared: %(percent)s%%, %(left)s. You can leave this page.")
        better = _("It can be played and published. Better quality is being made: %(percent)s%%, %(left)s.")
    else:
        prepared = _("“%(title)s” is being prepared: %(percent)s%%. You can leave this page.")
        better = _("It can be played and published. Better quality is being made: %(percent)s%%.")
    words = {"title": str(recording), "percent": percent, "left": left}
    sentences = {
        RecordingState.UPLOADED: waiting,
        RecordingState.PROBING: waiting,
        RecordingState.ENCODING: prepared % words,
        RecordingState.PLAYABLE: better % words,
        RecordingState.COMPLETE: f"{done} {look}",
    }
    return sentences.get(state, "")


def _notes(recording: Recording) -> Iterator[str]:
    labels = [row.label for row in recording.captions.order_by("language")]
    if labels:
        yield " ".join((_("Captions:"), ", ".join(labels)))
    elif recording.is_playable:
        yield _("Without captions the words of the recording can't be found, and who can't hear it is left out.")


def captions_context(recording: Recording) -> dict[str, Any]:
    """Captions with what is to be said of them, and the files that wait or were refused."""
    uploads = list(recording.captions_uploads.order_by("language"))
    rows = recording.captions.order_by("language")
    return {
        "uploads": uploads,
        "waiting": any(not upload.failure_code for upload in uploads),
        "captions": [
            (row, [CaptionsNote(code).label for code in row.notes if code in CaptionsNote.values]) for row in rows
        ],
    }


def _warnings_of(recording: Recording) -> Iterator[str]:
    for code in recording.warnings:
        if code in RecordingWarning.values:
            names = ", ".join(recording.warned_files.get(code, ()))
            sentence = str(RecordingWarning(code).label)
            yield f"{names}: {sentence}" if names else sentence


def time_left(seconds: float | None) -> str:
    """“about 3 minutes left”; empty while nobody knows."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("less than a minute left")
    minutes = ceil(seconds / _MINUTE)
    if minutes < 2 * _MINUTE:
        return ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes) % {"count": minutes}
    hours = ceil(minutes / _MINUTE)
    return ngettext("about %(count)s hour left", "about %(count)s hours left", hours) % {"count": hours}
