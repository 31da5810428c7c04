"""Where the site leads to the statistics."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from analytics.access import can_see_statistics
from cms.accounts.reader import reader_of
from cms.api.addresses import address
from cms.web.registry import navigation, staff_actions, usage_url
from cms.web.shapes import Action, NavEntry


def statistics(request: HttpRequest) -> Iterable[NavEntry]:
    """The entry of the head for readers who may see their school's statistics."""
    reader = reader_of(request)
    if can_see_statistics(reader, reader.school_id):
        url = reverse("analytics:statistics")
        yield NavEntry(_("Statistics"), url, "chart-bar", current=request.path.startswith(url))


def open_statistics(request: HttpRequest) -> Iterable[Action]:
    """The button of their home page."""
    return (Action(entry.label, entry.url, entry.icon) for entry in statistics(request))


def events_url(request: HttpRequest) -> str:
    """Where the scripts of a page report to."""
    return address(reader_of(request), "post-events")


navigation.add(statistics, order=30)
staff_actions.add(open_statistics, order=30)
usage_url.add(events_url)
