from dataclasses import dataclass
from datetime import datetime

from library_pages.media.models import Chapter, Recording
from library_pages.media.playing import grants


@dataclass(frozen=True, slots=True)
class CaptionsTrack:
    """Captions in one language, as WebVTT behind `url`."""

    language: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Playback:
    """A recording with the addresses that open it until `expires` (UTC); paths on the site."""

    recording: Recording
    hls_url: str
    poster_url: str
    captions: tuple[CaptionsTrack, ...]
    chapters: tuple[Chapter, ...]
    expires: datetime


def playback_of(recording: Recording) -> Playback:
    """Addresses with a fresh grant. The caller has asked the access rule."""
    opened = grants.grant(recording)
    return Playback(
        recording=recording,
        hls_url=opened.path + "master.m3u8",
        poster_url=opened.path + "poster.jpg" if recording.poster else "",
        captions=tuple(
            CaptionsTrack(each.language, each.label, f"{opened.path}captions/{each.pk}.vtt")
            for each in recording.captions.all()
        ),
        chapters=tuple(recording.chapters.order_by("order")),
        expires=opened.expires,
    )
