"""Closed lists of recordings and the work on them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordingKind(TextChoices):
    """What a recording is to whoever plays it."""

    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Video")


class RecordingState(TextChoices):
    """Where a recording stands on its way to readers."""

    UPLOADED = "uploaded", _("Waiting")
    PROBING = "probing", _("Being looked at")
    ENCODING = "encoding", _("Being prepared")
    PLAYABLE = "playable", _("Can be played, better quality is coming")
    COMPLETE = "complete", _("Ready")
    FAILED = "failed", _("Failed")


class RecordingWarning(TextChoices):
    """What a librarian should know although the recording plays."""

    SHORTER = "shorter", _("The file ends earlier than it says: what could be read of it is played.")
    PARTIAL = "partial", _("One quality could not be made. The recording plays without it.")
    SILENT = "silent", _("Nothing can be heard in it.")
    LETTERS = (
        "letters",
        _("Title and names in the file were written in an old encoding and have been converted. Please check them."),
    )
    OTHER_SOUND = "other-sound", _("The file holds more than one sound track. One is played; the others were left out.")
    OTHER_PICTURE = "other-picture", _("The file holds more than one film. One is played; the others were left out.")
    PICTURE_CAPTIONS = (
        "picture-captions",
        _("The captions inside the file are pictures without letters and were left out. Add them as a file."),
    )
    OWN_CAPTIONS = (
        "own-captions",
        _("Captions were found inside the file and have been added. Please look at a sample."),
    )
    STILL = "still", _("Its picture ends long before its sound: the last picture stays until the end.")
    QUIET_END = "quiet-end", _("Its sound ends long before its picture: the rest is silent.")


class CaptionsNote(TextChoices):
    """What a librarian should know about captions that were taken."""

    LETTERS = "letters", _("They were written in an old encoding and have been converted. Please look at a sample.")
    BEHIND = "behind", _("Some came after the end of the recording and were left out. Check that they fit in time.")
    FROM_FILE = "from-file", _("They were found inside the recording's file.")


class PartState(TextChoices):
    """Where a part stands."""

    PENDING = "pending", _("Waiting")
    RUNNING = "running", _("Working")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class RungSet(TextChoices):
    """What one process makes of a chunk."""

    COPY = "copy", "copy"  # the picture as it came, cut into segments
    AUDIO = "audio", "audio"  # the sound of all files, in one piece
    START = "start", "start"  # the rung that is played first
    REST = "rest", "rest"  # all other rungs together
    LOUDNESS = "loudness", "loudness"  # measured before the sound of an audiobook is made


class Lane(TextChoices):
    """The queue that a part waits in; also the name of the Celery queue."""

    FAST = "fast", "fast"  # short: what stands between an upload and its first second
    HEAVY = "media", "media"


class ChapterSource(TextChoices):
    """Who says where a chapter begins."""

    FILE = "file", _("One file")
    CONTAINER = "container", _("The file's own chapters")
    EDITOR = "editor", _("Written by hand")
