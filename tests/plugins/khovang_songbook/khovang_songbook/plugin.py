"""Songbooks: songs in their order, a recording of them, or both."""

from django.utils.translation import gettext_lazy as _

from khovang_songbook.engines import SONGS
from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    FileRule,
    Opening,
    OpeningKind,
    ResourceType,
    Standards,
    TypeStyle,
)

RESOURCE_TYPE = ResourceType(
    slug="songbook",
    label=_("Songbook"),
    label_plural=_("Songbooks"),
    page="songbook.SongbookPage",
    activity=Activity.READ,
    accepts=FileRule(kinds=("song", "audio"), max_bytes=64 * 1024),
    opening=Opening(OpeningKind.PAGE, "khovang_songbook.opening.open_songs"),
    counts_as=CounterDataType.BOOK,
    standards=Standards(schema_org="MusicComposition"),
    style=TypeStyle(icon="music-notes", form=CoverForm.CODEX),
    engines=(SONGS,),
)
