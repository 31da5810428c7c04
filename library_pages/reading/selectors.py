"""Selectors of places: what a reader has begun, and where she stands."""

import re
from datetime import datetime
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from django.db.models import QuerySet

from cms.accounts.models import User
from cms.accounts.reader import Reader
from cms.plugins.contract import Publication
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage
from library_pages.reading.models import LaunchState, Progress
from library_pages.text.contents import walk

Document = dict[str, object]

_PAGE: Final = re.compile(r"page=(\d{1,6})\Z")


def progress_of(user: User, resource: ResourcePage) -> Progress | None:
    """Where a reader stands in a resource; None when she has not begun."""
    return Progress.objects.filter(user_id=user.pk, resource_id=resource.pk).first()


def document(progress: Progress | None) -> Document:
    """The progress document of the API; without a position always the same one."""
    if progress is None:
        return {
            "locator": None,
            "progression": 0,
            "modified": None,
            "device": None,
            "furthest": None,
            "finished": False,
        }
    return {
        "locator": progress.locator,
        "progression": progress.progression,
        "modified": _moment(progress.modified),
        "device": {"id": progress.device_id, "name": progress.device_name},
        "furthest": {"locator": progress.furthest, "progression": progress.furthest_progression},
        "finished": progress.finished,
    }


def launch_state_of(user: User, resource: ResourcePage) -> LaunchState | None:
    """What a launched package has kept for a reader; None when it has kept nothing."""
    return LaunchState.objects.filter(user_id=user.pk, resource_id=resource.pk).first()


def launch_document(state: LaunchState | None) -> Document:
    """The document of a launch's state in the API; version 0 where nothing has been kept."""
    if state is None:
        state = LaunchState(version=0)
    return {
        "version": state.version,
        "data": state.data,
        "location": state.location,
        "score": state.score,
        "completion": str(state.completion),
        "success": str(state.success),
        "best_score": state.best_score,
        "completed": _moment(state.completed_at),
        "saved": _moment(state.saved_at),
    }


def begun(user: User, reader: Reader) -> "QuerySet[Progress]":
    """What a reader has begun and not finished, newest first, as far as she may still open it; ready for a list."""
    return _mine(user, reader).filter(finished=False, furthest_progression__gt=0)


def finished(user: User, reader: Reader) -> "QuerySet[Progress]":
    """What a reader has finished, newest first, as far as she may still open it; ready for a list."""
    return _mine(user, reader).filter(finished=True)


def chapter_at(publication: Publication, number: int) -> dict[str, Any] | None:
    """Locator of a line of the contents, counted in reading order from 0; None when there is no such line."""
    lines = (entry for _depth, entry in walk([dict(entry) for entry in publication.toc]))
    entry = next(islice(lines, number, None), None)
    if entry is None:
        return None
    href, _, fragment = str(entry["href"]).partition("#")
    types = {file["href"]: file["type"] for file in publication.spine}
    locations: dict[str, Any] = {"progression": 0}
    if fragment:
        locations["fragments"] = [unquote(fragment)]
    if page := _PAGE.match(fragment):
        locations = {"position": int(page[1]), "fragments": [fragment]}
    return {
        "href": href,
        "type": types.get(href, publication.media_type),
        "title": entry["title"],
        "locations": locations,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _mine(user: User, reader: Reader) -> "QuerySet[Progress]":
    visible = access.visible(ResourcePage.objects.all(), reader)
    return (
        Progress.objects.filter(user=user, resource__in=visible.order_by().values("pk"))
        .select_related("resource__cover", "resource__part_of__part_of")
        .prefetch_related("resource__contributions__contributor", "resource__cover__renditions")
        .order_by("-modified", "-pk")
    )
