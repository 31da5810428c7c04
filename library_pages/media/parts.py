"""The parts of a recording on its item's page: each leads to its second."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.web.registry import Section, item_sections
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.media.models import Recording
from library_pages.media.selectors.passages import clock_time


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
