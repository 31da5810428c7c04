"""Why a file is refused, and what to do: every sentence that a librarian may read about one (visual.md 9)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem

SENTENCES: dict[str, tuple[str | Promise, str | Promise]] = {
    "file-empty": (_("The file is empty."), _("Save it once more and upload it again.")),
    "file-too-large": (_("The file is larger than 512 MB."), _("Make its pictures smaller, or divide it.")),
    "file-not-known": (_("This file is neither EPUB nor PDF."), _("Export the book as EPUB or PDF and upload that.")),
    "file-plain-zip": (
        _("The name ends in .epub, but inside is an ordinary zip file."),
        _("Export the book as EPUB from the program that made it."),
    ),
    "zip-broken": (_("The file is incomplete or damaged."), _("Download or export it again.")),
    "zip-too-many": (_("The book consists of more than 5,000 files."), _("Divide it into volumes.")),
    "zip-too-large": (_("Unpacked, the book is larger than 1 GB."), _("Make its pictures smaller, or divide it.")),
    "zip-suspicious": (
        _("The file is packed in a way that no book needs, so it was not opened."),
        _("Export the book again from a program that you trust."),
    ),
    "xml-broken": (_("A part of the book can't be read."), _("Open and save the book with an EPUB editor.")),
    "epub-incomplete": (
        _("The book lacks its list of contents or chapters."),
        _("Open and save the book with an EPUB editor."),
    ),
    "epub-encrypted": (
        _("The book is copy-protected and can't be shown to readers."),
        _("Ask the publisher for an edition without protection for libraries."),
    ),
    "pdf-broken": (_("The PDF is damaged."), _("Open it on a computer, print it as PDF again, and upload that.")),
    "pdf-password": (_("The PDF asks for a password."), _("Save it without a password and upload that.")),
    "pdf-too-slow": (
        _("Reading the PDF took too long."),
        _("Divide it into smaller files, or save it with smaller pictures."),
    ),
    "gave-up": (_("Reading stopped several times."), _("Try again; if it stops again, divide the file.")),
}


def refusal(code: str) -> Problem:
    """The problem of this code, with its sentences."""
    title, detail = SENTENCES[code]
    return Problem(code, status=422, title=title, detail=detail)


def explain(code: str) -> str:
    """Both sentences in the current language."""
    title, detail = SENTENCES.get(code, SENTENCES["gave-up"])
    return f"{title} {detail}"
