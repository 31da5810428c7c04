"""Closed lists of sources."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    """What a file is, found by looking into it."""

    EPUB = "epub", "EPUB"
    PDF = "pdf", "PDF"


class SourceState(TextChoices):
    """Where a source stands on its way to readers."""

    QUEUED = "queued", _("Waiting")
    READING = "reading", _("Being read")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class SourceWarning(TextChoices):
    """What a librarian should know although the file can be read."""

    NEEDS_OCR = "needs_ocr", _("The pages are pictures: readers can turn them, but search finds nothing inside.")
    LEGACY_FONT = "legacy_font", _("The text was typed in an old font (TCVN3 or VNI) and can't be searched rightly.")
    MISSING_PARTS = "missing_parts", _("Some parts that the book names are missing from the file.")
    REPAIRED = "repaired", _("The text was typed in an old font and has been converted; please look at a sample.")
