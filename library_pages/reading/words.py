"""What the reader says. The scripts hold no sentence of their own: they get these by key.

Words in braces are filled in by the script: `{page}`, `{sheet}`, `{pages}`, `{percent}`, `{minutes}`, `{place}`,
`{device}`, `{title}`, `{count}`, `{query}`, `{host}`, `{hours}`.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_BARS: Final[Mapping[str, Promise]] = {
    "back": _("Back to the item"),
    "contents": _("Contents"),
    "search": _("Search inside"),
    "type": pgettext_lazy("how the letters look", "Text"),
    "full_screen": _("Full screen"),
    "leave_full_screen": _("Leave full screen"),
    "close": _("Close"),
    "page_back": _("Page back"),
    "page_on": _("Page on"),
    "reading_area": _("Pages of the book"),
    "tools": _("Tools of the reader"),
    "place": _("Place in the book"),
    "page_of": _("Page {page} of {pages}"),
    "page_printed": _("Page {page} (sheet {sheet} of {pages})"),
    "percent": _("{percent}% read"),
    "minutes_left": _("About {minutes} minutes to the end"),
    "minute_left": _("Less than a minute to the end"),
    "hours_left": _("About {hours} hours to the end"),
    "loading": _("Opening the book"),
    "needs_script": _(
        "This page needs JavaScript to show the book. Switch it on in your browser, then open the book again."
    ),
}
_PANELS: Final[Mapping[str, Promise]] = {
    "no_contents": _("This book has no table of contents."),
    "search_field": _("Words to look for"),
    "search_button": _("Search"),
    "searching": _("Searching"),
    "found": _("{count} places found"),
    "found_one": _("One place found"),
    "found_none": _("“{query}” was not found in this book. Try fewer words."),
    "found_degraded": _("The search is running on its reserve, so places may be missing."),
    "search_failed": _("The search does not answer. Try again in a minute."),
    "clear_marks": _("Remove the marks"),
    "size": _("Size"),
    "face": _("Typeface"),
    "face_book": _("Book type"),
    "face_easy": _("Easy to read"),
    "spacing": _("Line spacing"),
    "spacing_1": _("Normal"),
    "spacing_2": _("Wide"),
    "spacing_3": _("Very wide"),
    "ground": _("Paper"),
    "ground_diep": _("Shell"),
    "ground_white": _("White"),
    "ground_sharp": _("Sharp"),
}
_NOTICES: Final[Mapping[str, Promise]] = {
    "offline": _("The network is gone. The page you are reading stays as it is."),
    "online": _("The network is back. Your place is saved."),
    "elsewhere": _("On another device you have read to {place}. Go on from there?"),
    "elsewhere_named": _("On another device ({device}) you have read to {place}. Go on from there?"),
    "go_there": _("Go on from there"),
    "stay_here": _("Stay here"),
    "place_page": _("page {page}"),
    "place_percent": _("{percent}%"),
    "jump_back": _("Back to {place}"),
    "no_place": _("This place isn't in the book. The page you are reading stays as it is."),
    "note": _("Note"),
    "note_number": _("Note {number}"),
    "note_close": _("Go on reading"),
    "note_go": _("Go to the note"),
    "finished": _("You have read all of {title}."),
    "finished_more": _("Choose another book, or read it once more."),
    "restart": _("Read from the beginning"),
    "link": _("This link leads out of the book, to {host}. Open it in a new tab?"),
    "link_open": _("Open"),
    "link_stay": _("Go on reading"),
    "password": _("This file is locked. Type its password."),
    "password_label": _("Password"),
    "password_wrong": _("That password does not open the file. Look at it again."),
    "password_open": _("Open the file"),
    "error_open": _("The book can't be opened now."),
    "error_open_more": _("Your place is kept. Try again, or tell the librarian if it stays like this."),
    "error_gone": _("You may no longer read this book here."),
    "error_gone_more": _("Perhaps you have been signed out, or the library has withdrawn the book."),
    "retry": _("Try again"),
}

_LAUNCH: Final[Mapping[str, Promise]] = {
    **{name: _BARS[name] for name in ("back", "full_screen", "leave_full_screen", "tools")},
    **{name: _NOTICES[name] for name in ("go_there", "stay_here", "retry")},
    "anew": _("Open again"),
    "area": _("The lesson"),
    "loading": _("Opening the lesson"),
    "needs_script": _(
        "This page needs JavaScript to show the lesson. Switch it on in your browser, then open the lesson again."
    ),
    "offline": _("The network is gone. What you do is kept on this device."),
    "online": _("The network is back. What you did is saved."),
    "elsewhere": _("You have gone on with this lesson in another window. Go on from there?"),
    "not_kept": _("The library can't keep what you do in this lesson. Tell the librarian."),
    "error_open": _("The lesson can't be opened now."),
    "error_open_more": _("What you have done is kept. Try again, or tell the librarian if it stays like this."),
    "error_gone": _("You may no longer open this lesson here."),
    "error_gone_more": _("Perhaps you have been signed out, or the library has withdrawn the lesson."),
}


def words() -> dict[str, str]:
    """Every sentence in the language of the request."""
    return {key: str(text) for group in (_BARS, _PANELS, _NOTICES) for key, text in group.items()}


def launch_words() -> dict[str, str]:
    """The sentences of the page around a scripted package, in the language of the request."""
    return {key: str(text) for key, text in _LAUNCH.items()}
