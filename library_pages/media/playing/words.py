"""What the player says. The scripts hold no sentence of their own: they get these by key.

Words in braces are filled in by the script: `{hours}`, `{minutes}`, `{seconds}`, `{now}`, `{whole}`, `{place}`,
`{device}`, `{title}`.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CONTROLS: Final[Mapping[str, Promise]] = {
    "back": _("Back to the item"),
    "controls": _("Player"),
    "play": _("Play"),
    "pause": _("Pause"),
    "back_15": _("15 seconds back"),
    "on_15": _("15 seconds on"),
    "place": _("Place in the recording"),
    "of": _("{now} of {whole}"),
    "spoken": _("{minutes} minutes {seconds} seconds"),
    "spoken_hours": _("{hours} hours {minutes} minutes {seconds} seconds"),
    "speed": _("Speed"),
    "captions": _("Captions"),
    "transcript": _("Text"),
    "parts": _("Parts"),
    "full_screen": _("Full screen"),
    "leave_full_screen": _("Leave full screen"),
    "close": _("Close the player"),
    "close_drawer": _("Close"),
    "needs_script": _("This page needs JavaScript to play. Switch it on in your browser, then open the page again."),
}
_NOTICES: Final[Mapping[str, Promise]] = {
    "buffering": _("Loading"),
    "muted": _("The sound is off."),
    "unmuted": _("The sound is on."),
    "offline": _("The network is gone. What has been loaded plays on."),
    "online": _("The network is back. The moment is saved."),
    "elsewhere": _("On another device you have got to {place}. Go on from there?"),
    "elsewhere_named": _("On another device ({device}) you have got to {place}. Go on from there?"),
    "go_there": _("Go on from that moment"),
    "stay_here": _("Stay here"),
    "finished": _("You have come to the end of {title}."),
    "finished_more": _("Choose another one, or play it once more."),
    "again": _("Play from the beginning"),
    "failed": _("This part could not be played yet. Try again, or come back a little later."),
    "failed_text": _("This part could not be played yet. Try again, or read the text."),
    "retry": _("Try again"),
    "read_text": _("Read the text"),
    "gone": _("You may no longer play this here."),
    "gone_more": _("Perhaps you have been signed out, or the library has withdrawn it."),
}


def words() -> dict[str, str]:
    """Every sentence in the language of the request."""
    return {key: str(text) for group in (_CONTROLS, _NOTICES) for key, text in group.items()}
