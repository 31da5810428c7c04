"""The sentence for every reason not to take a file or not to play it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_PLAYABLE_YET = _("The recording can't be played yet. Wait until it is ready, then publish.")
NO_RECORDING = _("Add a recording before you publish.")
ARRIVED = _("The recording has arrived and is being prepared.")
FILLED_MEANWHILE = _(
    "Meanwhile the recording has been looked at. What you wrote has been kept and the rest filled in from its files; "
    "please look through it, then publish."
)
IN_USE = _("A page or a draft still shows this recording. Give that page another one first.")

_NOT_MEDIA = _("File not taken: it is neither sound nor video. Save it as MP3, M4A or MP4 and upload that.")
_DAMAGED = _("File not taken: it is damaged or incomplete. Copy it from its source again and upload the new copy.")
_AGAIN = _("Preparing the recording was interrupted several times. Try again; if it fails once more, save it as MP4.")

# Cause, then remedy (visual.md 9). Codes are stable: they are stored with failed recordings and sent by the API.
REASONS: dict[str, str | Promise] = {
    "nothing-sent": _("Choose a file first."),
    "too-many-files": _("More than 500 files at once. Put several chapters into one file each."),
    "empty": _("File not taken: it is empty. Check the original and upload it again."),
    "too-big": _("File not taken: it is bigger than this library takes. Save it in a smaller size or split it."),
    "not-media": _NOT_MEDIA,
    "kind-playlist": _(
        "File not taken: it only names other files and holds no sound or video itself. Upload the recording."
    ),
    "kind-archive": _("File not taken: it is a packed archive. Unpack it and upload the recordings inside."),
    "kind-picture": _("File not taken: it is a picture. Upload the sound or video itself."),
    "one-video": _("A video is one file. Join its parts first and upload the whole."),
    "no-sound": _("File not taken: there is no sound in it. Check the original and upload it again."),
    "no-video": _("File not taken: there is only sound in it. Upload it as a sound recording."),
    "no-streams": _DAMAGED,
    "damaged": _DAMAGED,
    "too-large-picture": _("File not taken: its picture is wider or higher than 8192 pixels. Save it smaller."),
    "odd-shape": _("File not taken: its picture is more than four times as wide as high, or as high as wide."),
    "too-long": _("File not taken: it is longer than 24 hours. Split it into volumes."),
    "undecodable": _("File not taken: its format can't be read here. Save it as MP4 (H.264) or MP3 and upload that."),
    "drm": _(
        "File not taken: it is locked by copy protection, and pupils could not play it. Ask the publisher for a file "
        "without a lock."
    ),
    "took-too-long": _(
        "Preparing the recording took too long and was stopped. Save it in a smaller size, or split it."
    ),
    "stalled": _("Preparing the recording came to a standstill. Save it again as MP4 and upload the new file."),
    "crashed": _("The recording could not be read to its end. Save it again as MP4 or MP3 and upload the new file."),
    "no-space": _("There is too little space on the library's disk. Tell its administrator, then try again."),
    "no-ffmpeg": _("The program that prepares recordings is missing. Tell the administrator, then try again."),
    "file-gone": _("The uploaded file is no longer in the store. Upload it again."),
    "store-away": _("The library's store of files did not answer. Try again in a while."),
    "cancelled": _("It was stopped. Try again to prepare it once more."),
    "gave-up": _AGAIN,
    "captions-too-big": _("Captions not taken: the file is bigger than 5 MB."),
    "captions-language": _("Captions not taken: choose the language they are in."),
    "captions-encoding": _(
        "Captions not taken: their letters can't be read. Save the file as UTF-8 and upload it again."
    ),
    "captions-format": _(
        "Captions not taken: there are no times in them. Upload a WebVTT (.vtt) or SubRip (.srt) file."
    ),
}
_UNKNOWN = _("The recording could not be prepared. Try again, or save the file again and upload the new one.")


def reason_of(code: str) -> str | Promise:
    """The sentence for a code; empty for no code."""
    return REASONS.get(code, _UNKNOWN) if code else ""
