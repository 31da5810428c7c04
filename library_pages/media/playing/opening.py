"""How a page whose content is a recording opens, in the shared player, and where the item's page leads into it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.plugins.contract import CaptionsTrack, Chapter, Playback
from cms.web.registry import Section, item_sections
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from library_pages.media.playing import grants
from library_pages.media.times import clock_time


def open_recording(page: Any, _reader: object, _place: object) -> Playback:
    """What plays the page's recording, with a fresh grant, for whoever may open the page."""
    return playback_of(page.recording)


def playback_of(recording: Recording) -> Playback:
    """Addresses with a fresh grant. The caller has asked the access rule, and whether it can be played."""
    grant = grants.grant(recording)
    return Playback(
        kind=recording.kind,
        duration=recording.duration,
        hls_url=grant.path + "master.m3u8",
        expires=grant.expires,
        poster_url=grant.path + "poster.jpg" if recording.poster else "",
        complete=recording.state == RecordingState.COMPLETE,
        captions=tuple(
            CaptionsTrack(each.language, each.label, f"{grant.path}captions/{each.pk}.vtt")
            for each in recording.captions.all()
        ),
        chapters=tuple(Chapter(each.title, each.start, each.end) for each in recording.chapters.order_by("order")),
    )


def parts_of_it(request: HttpRequest, page: object) -> list[Section]:
    """The titles of the parts with their times; nothing for one piece, or while it can't be played."""
    if not isinstance(page, ResourcePage):
        return []
    recording = content_of(page, Recording)
    chapters = list(recording.chapters.order_by("order")) if recording is not None and recording.is_playable else []
    if not chapters:
        return []
    opened = reverse("reading:open", args=[page.uid])
    rows = [(chapter.title, clock_time(chapter.start), f"{opened}#t={chapter.start:g}") for chapter in chapters]
    context = {"rows": rows, "language": page.language, "type_slug": page.type_slug}
    return [Section(html=SafeString(render_to_string("media/parts.html", context, request)))]


item_sections.add(parts_of_it, order=120)
