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
    BAD_LETTERS = (
        "bad_letters",
        _("Some letters in the file are damaged; readers see � in their place. Please look at a few chapters."),
    )
    DEAD_ENTRIES = "dead_entries", _("Some entries of the contents led nowhere in the book and have been left out.")
    NAMES_DIFFER = (
        "names_differ",
        _("The book spells the names of some of its files differently from the files; they have been found."),
    )
    PACKED_BY_HAND = "packed_by_hand", _("The book had been packed in an unusual way; the library has put it in order.")
    JUNK_IN_FRONT = (
        "junk_in_front",
        _("Something that is no part of the PDF stood in front of it and has been cut off."),
    )
    LETTERS_UNKNOWN = (
        "letters_unknown",
        _(
            "The PDF shows its text, but does not say which letters that is made of: search will not find all words. "
            "If you have the document that it was made from, save it as PDF again and upload that."
        ),
    )
    TOO_DEEP = (
        "too_deep",
        _(
            "In some chapters thousands of tags stand inside each other: readers see all of the text, but search does "
            "not find the rest of these chapters. Opening the book in Calibre and converting it anew may mend it."
        ),
    )
    REPAIRED = "repaired", _("The text was typed in an old font and has been converted; please look at a sample.")
