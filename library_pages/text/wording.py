"""Sentences that more than one module says, and the sentence for every reason not to take a file."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_TAKEN_HERE = _("This kind of file does not belong to this type of resource.")
NOT_READY = _("The file has not been read yet. Wait until it is ready, then publish.")
NO_FILE = _("Add a file before you publish.")
ARRIVED = _("The file has arrived and is being read.")
FILLED_MEANWHILE = _(
    "Meanwhile the file has been read. What you wrote has been kept and the rest filled in from the file; "
    "please look through it, then publish."
)
IN_USE = _("A page or a draft still shows this file. Give that page another file first.")

_ZIP_RULES = _(
    "File not taken: its archive is built in a way that could harm the library. "
    "Open the book in Calibre or Sigil, save it again and upload the new file."
)
_DAMAGED = _("File not taken: it is damaged or incomplete. Copy it from its source again and upload the new copy.")
_TOO_MUCH = _("File not taken: unpacked it holds more than 5,000 files or 1 GB. Split the book into volumes.")
_BAD_XML = _(
    "File not taken: a part of the book can't be read safely. "
    "Open the book in Calibre or Sigil, save it again and upload the new file."
)

# Cause, then remedy (visual.md 9). Codes are stable: they are stored with failed files and sent by the API.
REASONS: dict[str, str | Promise] = {
    "empty": _("File not taken: it is empty. Check the original and upload it again."),
    "too-big": _("File not taken: it is bigger than this library takes. Make its pictures smaller or split it."),
    "epub-plain-zip": _("File not taken: its name ends in .epub, but inside it is an ordinary zip file."),
    "epub-no-package": _("File not taken: the EPUB lacks its list of parts. Ask its publisher for a complete file."),
    "epub-no-spine": _(
        "File not taken: the EPUB has no chapter that can be read. Ask its publisher for a complete file."
    ),
    "drm": _(
        "File not taken: it is locked by copy protection, and pupils could not open it. Ask the publisher for a file "
        "without a lock."
    ),
    "kind-office": _("File not taken: it is a Word, PowerPoint or Excel file. Save it as PDF and upload that."),
    "kind-archive": _("File not taken: it is a packed archive. Unpack it and upload the EPUB or PDF inside."),
    "kind-djvu": _("File not taken: it is DjVu. Convert it to PDF and upload that."),
    "kind-mobi": _("File not taken: it is a Kindle book. Convert it to EPUB in Calibre and upload that."),
    "kind-picture": _("File not taken: it is a picture. Put scanned pages together into one PDF and upload that."),
    "kind-sound": _("File not taken: it is sound or video, and this shelf takes EPUB and PDF."),
    "kind-postscript": _("File not taken: it is PostScript. Save it as PDF and upload that."),
    "kind-web-page": _("File not taken: it is a web page. Print it to PDF or make an EPUB of it."),
    "kind-unknown": _("File not taken: it is neither EPUB nor PDF. Save it as one of the two and upload that."),
    "kind-not-taken": NOT_TAKEN_HERE,
    "zip-broken": _DAMAGED,
    "zip-encrypted": _("File not taken: its archive needs a password. Remove the password and upload it again."),
    "zip-too-many": _TOO_MUCH,
    "zip-too-big": _TOO_MUCH,
    "zip-bomb": _ZIP_RULES,
    "zip-lies": _ZIP_RULES,
    "zip-overlap": _ZIP_RULES,
    "zip-link": _ZIP_RULES,
    "zip-method": _ZIP_RULES,
    "zip-name": _ZIP_RULES,
    "zip-name-long": _("File not taken: a file name inside it is too long. Shorten the names and pack the book again."),
    "zip-name-twice": _ZIP_RULES,
    "too-much-text": _(
        "File not taken: unpacked it holds far more text than a book of its size does, and would make search slow for "
        "everybody. If it is a real book, split it into volumes."
    ),
    "part-too-big": _(
        "File not taken: a single chapter is bigger than 16 MB. Split the chapter and make the book again."
    ),
    "xml-doctype": _BAD_XML,
    "xml-malformed": _BAD_XML,
    "pdf-password": _("The PDF needs a password to be opened. Save it without a password and upload it again."),
    "pdf-broken": _DAMAGED,
    "pdf-no-pages": _("The PDF has no pages. Check the original and upload it again."),
    "pdf-too-long": _("The PDF has more than 10,000 pages. Split it into volumes."),
    "too-much-text": _(
        "File not taken: it unpacks to far more text or pages than a file of its size holds. "
        "Open it in the program that made it, save it again and upload the new file."
    ),
    "took-too-long": _("Reading the file took too long and was stopped. Make its pictures smaller or split it."),
    "crashed": _(
        "The file could not be read to its end: it is damaged. Open it, save it again and upload the new file."
    ),
    "file-gone": _("The uploaded file is no longer in the store. Upload it again."),
    "gave-up": _("Reading was interrupted several times. Try again; if it fails once more, save the file again first."),
}
_UNKNOWN = _("The file could not be read. Try again, or save the file again and upload the new one.")


def reason_of(code: str) -> str | Promise:
    """The sentence for a code; empty for no code."""
    return REASONS.get(code, _UNKNOWN) if code else ""
