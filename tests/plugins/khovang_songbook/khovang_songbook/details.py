"""What shared pages and the API show of songbooks."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from khovang_songbook.models import Song, SongbookPage
from library_pages.sdk.declaration import Availability, AvailabilityState
from library_pages.sdk.readers import Reader


def titles(pages: Iterable[Any]) -> dict[int, list[str]]:
    """Titles of the songs in their order, by primary key; two queries."""
    songs_of = dict(SongbookPage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "songs"))
    rows: dict[int, list[str]] = defaultdict(list)
    for songs, title in Song.objects.filter(songs__in=songs_of.values()).values_list("songs", "title"):
        rows[songs].append(title)
    return {pk: rows[songs] for pk, songs in songs_of.items() if songs in rows}


def copies(pages: Iterable[Any], reader: Reader) -> dict[int, Availability]:
    """Printed copies in the music room, for who has signed in, by primary key; one query."""
    if not reader.is_authenticated:
        return {}
    rows = SongbookPage.objects.filter(pk__in=[page.pk for page in pages], copies__gt=0)
    return {pk: _copies(total, out or 0) for pk, total, out in rows.values_list("pk", "copies", "copies_out")}


def _copies(total: int, out: int) -> Availability:
    free = max(0, total - out)
    state = AvailabilityState.ON_SHELF if free else AvailabilityState.LENT
    return Availability(state, free, total, place=_("Music room"))
