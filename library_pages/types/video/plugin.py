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
    slug="video",
    label=_("Video"),
    label_plural=_("Videos"),
    page="video.VideoPage",
    activity=Activity.WATCH,
    accepts=FileRule(kinds=("video",)),
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
    standards=Standards(schema_org="VideoObject"),
    style=TypeStyle(
        icon="film-strip",
        fill="#E28B47",
        on="#1D2350",
        deep="#8A4510",
        tint="#FCE6D2",
        mate="#6A2B70",
        form=CoverForm.SCREEN,
        shelf_height=148,
    ),
)
