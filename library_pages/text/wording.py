"""What is said of files, and the sentence for every reason not to take one."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.content import ContentWords, EntryWords, Notice

NOT_TAKEN_HERE = _("This kind of file does not belong to this type of resource.")
NOT_READY = _("The file has not been read yet. Wait until it is ready, then publish.")

WORDS: Final = ContentWords(
    name=_("File"),
    none_yet=_("This resource has no file yet."),
    add=_("Add a file"),
    replace=_("Replace the file"),
    replacing=_("New file for “%(title)s”"),
    uploading=_(
        "The library reads title, people, language, cover and contents from the file. You check them afterwards; "
        "nobody else sees anything before you publish."
    ),
    kept=_("Readers keep the old file until you publish."),
    arrived=_("The file has arrived and is being read."),
    ready=_(
        "The file has been read. Save your draft: what you have written is kept, and the rest is filled in from the "
        "file."
    ),
    none=_("Add a file before you publish."),
    filled_meanwhile=_(
        "Meanwhile the file has been read. What you wrote has been kept and the rest filled in from the file; "
        "please look through it, then publish."
    ),
    not_in_bulk=_("Nothing was published. These are still without a file that can be read: %(titles)s."),
    in_use=_("A page or a draft still shows this file. Give that page another file first."),
    being_prepared=Notice(_("The library is still preparing this one."), _("Come back in a minute.")),
    not_readable=Notice(_("This one can't be opened yet."), _("Tell the librarian, who can put in a better file.")),
    entries=EntryWords(
        heading=_("Correct the contents"),
        link=_("Correct the contents"),
        help=_(
            "Readers see these titles in the table of contents and beside what they find. The places that they lead to "
            "stay as they are."
        ),
        label=_("Entry %(number)s"),
        fault=_("An entry without words can't be opened. Give each one a title."),
        save=_("Save the contents"),
        saved=_("The contents have been saved."),
    ),
)

_FORGED = _(
    "File not taken: its own list of what it holds does not agree with what is in it. The file is damaged or was "
    "tampered with; get a new copy from its source."
)
_DAMAGED = _("File not taken: it is damaged or incomplete. Copy it from its source again and upload the new copy.")

# Cause, then remedy. Codes are stable: they are stored with failed files and sent by the API.
REASONS: dict[str, str | Promise] = {
    "empty": _("File not taken: it is empty. Check the original and upload it again."),
    "too-big": _("File not taken: it is bigger than this library takes. Make its pictures smaller or split it."),
    "epub-plain-zip": _(
        "File not taken: its name ends in .epub, but it is an ordinary zip file without a book in it. Unpack it, look "
        "for an EPUB or PDF inside and upload that."
    ),
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
    "kind-sound": _(
        "File not taken: it is sound or video, and EPUB and PDF are taken here. Add it as a recording or a video "
        "instead."
    ),
    "kind-postscript": _("File not taken: it is PostScript. Save it as PDF and upload that."),
    "kind-web-page": _("File not taken: it is a web page. Print it to PDF or make an EPUB of it."),
    "kind-unknown": _("File not taken: it is neither EPUB nor PDF. Save it as one of the two and upload that."),
    "kind-not-taken": NOT_TAKEN_HERE,
    "zip-broken": _DAMAGED,
    "zip-encrypted": _("File not taken: its archive needs a password. Remove the password and upload it again."),
    "zip-too-many": _("File not taken: it holds more than 5,000 files. Split the book into volumes."),
    "zip-too-big": _(
        "File not taken: unpacked it is bigger than 1 GB. Make its pictures smaller or split the book into volumes."
    ),
    "zip-bomb": _(
        "File not taken: a part of it is small, but becomes enormous when it is unpacked; files made to do harm are "
        "like that. If you trust its source, open it in Calibre or Sigil, save it again and upload the new file."
    ),
    "zip-lies": _FORGED,
    "zip-overlap": _FORGED,
    "zip-link": _(
        "File not taken: instead of one of its files it holds a shortcut to another place on a computer. "
        "Pack the book again with the file itself."
    ),
    "zip-method": _(
        "File not taken: it was packed in a way that few programs can open. "
        "Open it in Calibre or Sigil, save it again and upload the new file."
    ),
    "zip-name": _(
        "File not taken: the name of a file in it leads out of the book or holds invisible characters. "
        "Open it in Calibre or Sigil, save it again and upload the new file."
    ),
    "zip-name-long": _("File not taken: a file name inside it is too long. Shorten the names and pack the book again."),
    "zip-name-twice": _(
        "File not taken: two different files in it have the same name, and nobody can tell which one is meant. "
        "Open it in Sigil, delete the wrong one, save it and upload the new file."
    ),
    "part-too-big": _(
        "File not taken: a single chapter, with the pictures written into its text, is bigger than 16 MB. "
        "Split the chapter in Sigil, save the book and upload the new file."
    ),
    "xml-doctype": _(
        "File not taken: one of its chapters wants to load other files or to repeat itself without end; files made to "
        "do harm are like that. If you trust its source, open it in Calibre, convert it to EPUB again and upload the "
        "new file."
    ),
    "xml-malformed": _(
        "File not taken: the list of its parts is full of mistakes and can't be read. "
        "Open it in Calibre or Sigil, save it again and upload the new file."
    ),
    "pdf-password": _("The PDF needs a password to be opened. Save it without a password and upload it again."),
    "pdf-broken": _DAMAGED,
    "pdf-no-pages": _("The PDF has no pages. Check the original and upload it again."),
    "pdf-too-long": _("The PDF has more than 10,000 pages. Split it into volumes."),
    "too-much-text": _(
        "File not taken: it unpacks to far more text or pages than a book of its size holds. Open it in the program "
        "that made it, save it again and upload the new file; split a very long book into volumes."
    ),
    "took-too-long": _("Reading the file took too long and was stopped. Make its pictures smaller or split it."),
    "crashed": _(
        "The file could not be read to its end: it is damaged. Open it, save it again and upload the new file."
    ),
    "file-gone": _("The library no longer has the uploaded file. Upload it again."),
    "gave-up": _("Reading was interrupted several times. Try again; if it fails once more, save the file again first."),
}
_UNKNOWN = _("The file could not be read. Try again, or save the file again and upload the new one.")


def reason_of(code: str) -> str | Promise:
    """The sentence for a code; empty for no code."""
    return REASONS.get(code, _UNKNOWN) if code else ""
