"""How a songbook opens: a page of its own with all songs."""

from typing import Any

from library_pages.sdk.declaration import OwnPage


def open_songs(page: Any, _reader: object, _place: object) -> OwnPage:
    """The songs in their order; none where a recording is all that the songbook has."""
    songs = list(page.songs.rows.all()) if page.songs else []
    return OwnPage("khovang_songbook/read.html", {"songs": songs})
