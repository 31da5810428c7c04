"""Where a recording stands, as the templates of its tab say it."""

from collections.abc import Iterator
from math import ceil
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library_pages.media.enums import CaptionsNote, RecordingState, RecordingWarning
from library_pages.media.models import Recording
from library_pages.media.selectors import state_of
from library_pages.media.selectors.lengths import in_words

# Before something can be played nothing is filled in from the files either.
UNKNOWN_STATES: Final = frozenset({RecordingState.UPLOADED, RecordingState.PROBING, RecordingState.ENCODING})
OPEN_STATES: Final = UNKNOWN_STATES | {RecordingState.PLAYABLE}
_MINUTE: Final = 60


def state_context(recording: Recording) -> dict[str, Any]:
    """What the state's template needs."""
    recording.refresh_from_db()
    state, percent, seconds_left = state_of(recording)
    files = list(recording.files.order_by("order"))
    return {
        "recording": recording,
        "state": state,
        "percent": percent,
        "left": time_left(seconds_left),
        "open": state in OPEN_STATES and not recording.cancelled,
        "playable": recording.is_playable,
        "files": files,
        "others": len(files) - 1,
        "length": in_words(recording.duration) if recording.duration else "",
        "captions": list(recording.captions.order_by("language")),
        "chapters": recording.chapters.count(),
        "warning_sentences": list(_warnings_of(recording)),
    }


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
