"""Song sheets: single songs as parts of a songbook."""

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    Detail,
    Opening,
    OpeningKind,
    PartOf,
    ResourceType,
    SearchSpec,
    Standards,
    TypeStyle,
)

RESOURCE_TYPE = ResourceType(
    slug="songsheet",
    label=_("Song sheet"),
    label_plural=_("Song sheets"),
    page="songsheet.SheetPage",
    activity=Activity.READ,
    part_of=PartOf(parent="songbook"),
    search=SearchSpec(passages="khovang_songsheet.singing.verses"),
    opening=Opening(OpeningKind.PAGE, "khovang_songsheet.singing.open_sheet"),
    details=(Detail(name="key", label=_("Key"), field="key", brief=_("key of %(value)s")),),
    counts_as=CounterDataType.OTHER,
    standards=Standards(schema_org="MusicComposition"),
    style=TypeStyle(icon="music-notes", form=CoverForm.SHEET),
)
