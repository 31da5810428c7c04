"""Songbooks: songs in their order, a recording of them, or both."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from khovang_songbook.engines import SONGS
from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    Detail,
    DetailKind,
    FileRule,
    Opening,
    OpeningKind,
    ResourceType,
    SearchSpec,
    Standards,
    TypeFacet,
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
    search=SearchSpec(facets=(TypeFacet("occasion", _("Occasion"), field="occasion"),)),
    availability="khovang_songbook.details.copies",
    details=(
        Detail(name="occasion", label=_("Occasion"), field="occasion", schema_org="about"),
        Detail(
            name="songs",
            label=_("Songs"),
            values="khovang_songbook.details.titles",
            kind=DetailKind.LIST,
            brief=ngettext_lazy("%(count)s song", "%(count)s songs", "count"),
            schema_org="hasPart",
        ),
    ),
    counts_as=CounterDataType.BOOK,
    standards=Standards(schema_org="MusicComposition"),
    style=TypeStyle(icon="music-notes", form=CoverForm.CODEX),
    engines=(SONGS,),
)
