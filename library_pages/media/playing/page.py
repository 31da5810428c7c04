"""The page of the player."""

from dataclasses import asdict
from typing import Any, Final

from django.templatetags.static import static
from django.utils.formats import localize

from cms.accounts.reader import Reader
from cms.api.addresses import address
from cms.plugins.contract import OwnPage, Playback
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_playback
from library_pages.media.enums import RecordingKind
from library_pages.media.playing.words import words

_SPEEDS: Final = (0.75, 1, 1.25, 1.5, 1.75, 2)


@on_playback
def page_of_player(page: ResourcePage, reader: Reader, playback: Playback) -> OwnPage:
    """The player, with something to see or without; `player` holds JSON values only."""
    cover = presenters.cover(page)
    return OwnPage(
        template="media/player.html",
        context={
            "player": {
                "playback": document_of(playback),
                "playback_url": address(reader, "get-playback", uid=page.uid),
                "cover_url": cover.src,
                "hls_script": static("media/hls.js"),
                "words": words(),
            },
            "picture": playback.kind == RecordingKind.VIDEO,
            "cover": cover,
            "speeds": tuple((str(speed), f"{localize(speed)}×") for speed in _SPEEDS),
        },
    )


def document_of(playback: Playback) -> dict[str, Any]:
    """The answer of `get-playback` as far as it says what plays."""
    expires = playback.expires.isoformat().replace("+00:00", "Z")
    return asdict(playback) | {"expires": expires}
