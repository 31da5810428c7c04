"""Audiobooks: one or many sound files, heard as one."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    Standards,
    TypeStyle,
)

RESOURCE_TYPE = ResourceType(
    slug="audiobook",
    label=_("Audiobook"),
    label_plural=_("Audiobooks"),
    page="audiobook.AudiobookPage",
    activity=Activity.LISTEN,
    accepts=FileRule(kinds=("audio",)),
    opening=Opening(OpeningKind.PLAYBACK, "library_pages.sdk.media.open_recording"),
    details=(
        Detail(
            name="duration",
            label=pgettext_lazy("of a recording", "Length"),
            values="library_pages.sdk.media.lengths",
            kind=DetailKind.DURATION,
            brief="%(value)s",
            schema_org="duration",
        ),
    ),
    counts_as=CounterDataType.AUDIOVISUAL,
    standards=Standards(schema_org="Audiobook", readium="https://readium.org/webpub-manifest/profiles/audiobook"),
    style=TypeStyle(
        icon="headphones",
        fill="#6A2B70",
        on="#FFFFFF",
        deep="#6A2B70",
        tint="#EFE0F1",
        mate="#E9A3B4",
        form=CoverForm.DISC,
        shelf_height=196,
    ),
)
