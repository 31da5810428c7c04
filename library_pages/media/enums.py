"""Closed lists of recordings and the work on them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordingKind(TextChoices):
    """What a recording is to whoever plays it."""

    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Video")


class RecordingState(TextChoices):
    """Where a recording stands on its way to readers (media.md 7.1)."""

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
