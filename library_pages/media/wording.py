"""What is said of recordings, and the sentence for every reason not to take a file or not to play it."""

from typing import Final

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.content import ContentWords, EntryWords, Notice

NOT_PLAYABLE_YET = _("The recording can't be played yet. Wait until it is ready, then publish.")

WORDS: Final = ContentWords(
    name=_("Recording"),
    none_yet=_("This resource has no recording yet."),
    add=_("Add a recording"),
    replace=_("Replace the recording"),
    replacing=_("New recording for “%(title)s”"),
    uploading=_(
        "The library prepares the recording for slow lines and reads title, people and parts from it. You check them "
        "afterwards; nobody else sees anything before you publish."
    ),
    kept=_("Readers keep the old recording until you publish."),
    arrived=_("The recording has arrived and is being prepared."),
    ready=_(
        "The recording can be played. Save your draft: what you have written is kept, and the rest is filled in from "
        "its files."
    ),
    none=_("Add a recording before you publish."),
    filled_meanwhile=_(
        "Meanwhile the recording has been looked at. What you wrote has been kept and the rest filled in from its "
        "files; please look through it, then publish."
    ),
    not_in_bulk=_("Nothing was published. These are still without a recording that can be played: %(titles)s."),
    in_use=_("A page or a draft still shows this recording. Give that page another one first."),
    being_prepared=Notice(_("This recording is still being prepared."), _("Come back in a few minutes.")),
    not_readable=Notice(_("This recording can't be played."), _("Please tell the library.")),
    order=_("They are heard in this order. Drag a line or use its arrows to change it."),
    too_many=_(
        "You have chosen {count} files. One recording takes at most %(most)s: join several "
        "chapters into one file, or make a recording of each volume."
    ),
    entries=EntryWords(
        heading=_("Titles of the parts"),
        link=_("Correct the titles of the parts"),
        help=_(
            "Readers see these titles in the player and beside what they find. The places that they lead to stay as "
            "they are."
        ),
        label=_("Part %(number)s"),
        fault=_("A part without a title can't be chosen. Give each one a title."),
        save=_("Save the titles"),
        saved=_("The titles have been saved."),
    ),
)

# A sentence of a file names it: among many a librarian has to know which one. Cause, then remedy.
_DAMAGED = _(
    "%(file)s was not taken: it is damaged or incomplete. Copy it from its source again and upload the new copy."
)
_NOT_MEDIA = _(
    "%(file)s was not taken: neither sound nor film was found in it. Play it on this computer to make sure that it is "
    "the right file; if it plays, save it as MP3 or MP4 and upload that."
)
_AGAIN = _("Preparing the recording was interrupted several times. Try again; if it fails once more, save it as MP4.")
_CAPTIONS_FORMAT = _(
    "%(file)s was not taken: no line in it says when its words are spoken. Captions come as WebVTT (.vtt), SubRip "
    "(.srt), ASS or TTML files; export one of these where the captions were made."
)
_CAPTIONS_UNREADABLE = _(
    "%(file)s was not taken: it could not be read to its end. Open it in a captions program, save it as SubRip (.srt) "
    "and upload that."
)

# Codes are stable: they are stored with failed recordings and sent by the API.
REASONS: dict[str, str | Promise] = {
    "nothing-sent": _("Choose a file first."),
    "too-many-files": _(
        "These are more files than one recording can have (%(most)s). Join several chapters into one file, or make a "
        "recording of each volume."
    ),
    "empty": _("%(file)s was not taken: it is empty. Check the original and upload it again."),
    "too-big": _(
        "%(file)s was not taken: it is bigger than this library takes (%(size)s). Save it in a smaller size, or split "
        "it."
    ),
    "not-media": _NOT_MEDIA,
    "kind-text": _("%(file)s was not taken: it is a text, and no recording. Choose the sound or the film itself."),
    "kind-captions": _(
        "%(file)s was not taken: it holds captions. Upload the recording first; its page then offers to add captions."
    ),
    "kind-document": _(
        "%(file)s was not taken: it is a document. Upload books under “E-book”; here belong recordings."
    ),
    "kind-playlist": _(
        "%(file)s was not taken: it only names other files and holds no sound or film itself. Upload the files that it "
        "names."
    ),
    "kind-archive": _("%(file)s was not taken: it is a packed archive. Unpack it and upload the recordings inside."),
    "kind-picture": _("%(file)s was not taken: it is a picture. Upload the sound or the film itself."),
    "one-video": _("A film is one file. Join its parts first and upload the whole."),
    "no-sound": _("%(file)s was not taken: there is no sound in it. Check the original and upload it again."),
    "no-video": _(
        "%(file)s was not taken: there is only sound in it, perhaps with a cover. Upload it as an audiobook."
    ),
    "no-streams": _DAMAGED,
    "damaged": _DAMAGED,
    "too-large-picture": _(
        "%(file)s was not taken: its picture is more than 8,192 pixels wide or high. Save it in a smaller size."
    ),
    "odd-shape": _(
        "%(file)s was not taken: its picture is more than four times as wide as high, or as high as wide. Crop it and "
        "save it anew."
    ),
    "too-long": _("%(file)s was not taken: it is longer than 24 hours. Split it into volumes."),
    "too-long-for-its-size": _(
        "%(file)s was not taken: it says that it lasts for hours and holds next to nothing. Check the original, save "
        "it anew and upload that."
    ),
    "undecodable": _(
        "%(file)s was not taken: its sound or picture is stored in a way that can't be read here. Save it as MP4 "
        "(H.264) or MP3 and upload that."
    ),
    "drm": _(
        "%(file)s was not taken: it is locked by copy protection, and pupils could not play it. Ask the publisher for "
        "a file without a lock."
    ),
    "took-too-long": _(
        "Preparing the recording took too long and was stopped. Save it in a smaller size, or split it."
    ),
    "stalled": _("Preparing the recording came to a standstill. Save it again as MP4 and upload the new file."),
    "crashed": _("The recording could not be read to its end. Save it again as MP4 or MP3 and upload the new file."),
    "no-space": _("There is too little space on the library's disk. Tell its administrator, then try again."),
    "no-ffmpeg": _("The program that prepares recordings is missing. Tell the administrator, then try again."),
    "file-gone": _("%(file)s is no longer in the library's store. Upload it again."),
    "store-away": _("The library's store of files did not answer. Try again in a while."),
    "cancelled": _("It was stopped. Try again to prepare it once more."),
    "gave-up": _AGAIN,
    "captions-empty": _("%(file)s was not taken: it is empty. Check the original and upload it again."),
    "captions-too-big": _(
        "%(file)s was not taken: it is bigger than 5 MB. Captions of a whole day are smaller; check that it is the "
        "right file."
    ),
    "captions-language": _("Choose the language that the captions are in."),
    "captions-encoding": _(
        "%(file)s was not taken: its letters can't be read. Open it in Notepad, choose “Save as” with the encoding "
        "UTF-8, and upload it again."
    ),
    "captions-format": _CAPTIONS_FORMAT,
    "captions-too-many": _(
        "%(file)s was not taken: it has more than 50,000 lines of captions. Check that it is the right file."
    ),
    "captions-frames": _(
        "%(file)s was not taken: it counts pictures instead of seconds, and a sound recording has none. Save it as "
        "SubRip (.srt) in a captions program and upload that."
    ),
    "captions-pictures": _(
        "%(file)s was not taken: its captions are pictures, as on DVDs, and hold no letters. Have them recognised by a "
        "captions program, save them as SubRip (.srt) and upload that."
    ),
    "captions-packed": _("%(file)s was not taken: it is a packed archive. Unpack it and upload the captions inside."),
    "captions-document": _(
        "%(file)s was not taken: it is a document without times. Captions come as WebVTT (.vtt), SubRip (.srt), ASS or "
        "TTML files."
    ),
    "captions-behind": _(
        "%(file)s was not taken: much of it comes after the end of the recording, so that it belongs to another one or "
        "to a longer version. Choose the captions of this recording."
    ),
    "captions-unreadable": _CAPTIONS_UNREADABLE,
}
_UNKNOWN = _("The recording could not be prepared. Try again, or save the file again and upload the new one.")


def reason_of(code: str, file: str = "", *, max_bytes: int | None = None) -> str:
    """The sentence for a code, about a file of this name; empty for no code. Bytes: where a type takes less."""
    if not code:
        return ""
    named = gettext("“%(name)s”") % {"name": file} if file else gettext("The file")
    most, size = settings.MEDIA_MAX_FILES, filesizeformat(settings.MEDIA_MAX_BYTES if max_bytes is None else max_bytes)
    sentence = str(REASONS.get(code, _UNKNOWN)) % {"file": named, "most": most, "size": size}
    return sentence[:1].upper() + sentence[1:]
