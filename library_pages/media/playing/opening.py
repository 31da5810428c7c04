"""Where an item's page leads into its recording, and why it can't be played; the access rule has been asked before."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.web.registry import Section, item_sections
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from library_pages.media.playing import problems
from library_pages.media.times import clock_time


def playable(recording: Recording | None) -> Recording:
    """The recording when it can be played.

    Raises:
        Problem: 404 `nothing-to-play`, 409 `not-playable-yet` or `not-playable`.
    """
    if recording is None:
        raise problems.nothing_to_play()
    if not recording.is_playable:
        failed = recording.state == RecordingState.FAILED
        raise problems.not_playable() if failed else problems.not_playable_yet()
    return recording


def parts_of_it(request: HttpRequest, page: object) -> list[Section]:
    """The titles of the parts with their times; nothing for a recording in one piece."""
    if not isinstance(page, ResourcePage):
        return []
    recording = content_of(page, Recording)
    chapters = list(recording.chapters.order_by("order")) if recording is not None else []
    if not chapters:
        return []
    opened = reverse("reading:open", args=[page.uid])
    rows = [(chapter.title, clock_time(chapter.start), f"{opened}#t={chapter.start:g}") for chapter in chapters]
    context = {"rows": rows, "language": page.language, "type_slug": page.type_slug}
    return [Section(html=SafeString(render_to_string("media/parts.html", context, request)))]


item_sections.add(parts_of_it, order=120)
