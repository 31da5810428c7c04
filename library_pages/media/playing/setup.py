"""What the player gets with its page, and what goes over the API when it asks again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import localize

from cms.accounts.reader import Reader
from cms.api.addresses import address
from cms.web.shapes import Cover
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.media.enums import RecordingKind
from library_pages.media.models import Recording
from library_pages.media.playing.opening import playable
from library_pages.media.playing.playback import playback_of
from library_pages.media.playing.words import words

_SPEEDS: Final = (0.75, 1, 1.25, 1.5, 1.75, 2)


@dataclass(frozen=True, slots=True)
class Setup:
    """The player's page: `config` holds JSON values only, `picture` says whether there is something to see."""

    config: Mapping[str, Any]
    picture: bool
    cover: Cover
    speeds: tuple[tuple[str, str], ...]


def setup_of_page(*, page: ResourcePage, reader: Reader, place: Any, account: str) -> dict[str, Setup]:
    """What the template gets: `setup`, for a reader who may open this page (`cms.plugins.contract.Player.setup`).

    Her place is kept on her device alone (`progress_url` None) while she has not signed in.

    Raises:
        Problem: 404 `nothing-to-play`, 409 `not-playable-yet` or `not-playable`.
    """
    recording = playable(content_of(page, Recording))
    item_url = reverse("catalogue:item", args=[page.uid])
    cover = presenters.cover(page)
    setup = Setup(
        config={
            "item": {
                "uid": str(page.uid),
                "title": page.title,
                "creator": presenters.creator(page),
                "language": page.language,
                "url": item_url,
            },
            "playback": playback(recording),
            "playback_url": address(reader, "get-playback", uid=page.uid),
            "progress_url": address(reader, "get-progress", uid=page.uid) if reader.is_authenticated else None,
            "progress": place,
            "account": account,
            "back_url": item_url,
            "cover_url": cover.src,
            "hls_script": static("media/hls.js"),
            "words": words(),
        },
        picture=recording.kind == RecordingKind.VIDEO,
        cover=cover,
        speeds=tuple((str(speed), f"{localize(speed)}×") for speed in _SPEEDS),
    )
    return {"setup": setup}


def playback(recording: Recording) -> dict[str, Any]:
    """The answer of `get-playback` as far as the player needs it, with a fresh grant."""
    opened = playback_of(recording)
    return {
        "kind": recording.kind,
        "duration": recording.duration,
        "hls_url": opened.hls_url,
        "poster_url": opened.poster_url,
        "captions": [{"language": each.language, "label": each.label, "url": each.url} for each in opened.captions],
        "chapters": [{"title": each.title, "start": each.start, "end": each.end} for each in opened.chapters],
        "expires": opened.expires.isoformat().replace("+00:00", "Z"),
    }
