"""Drills: cards to learn by heart, as a scripted package of their own."""

from django.utils.translation import gettext_lazy as _

from khovang_drill.engines import DRILL
from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    Opening,
    OpeningKind,
    ResourceType,
    Standards,
)

RESOURCE_TYPE = ResourceType(
    slug="drill",
    label=_("Drill"),
    label_plural=_("Drills"),
    page="drill.DrillPage",
    activity=Activity.DO,
    opening=Opening(OpeningKind.ENGINE, "khovang_drill.opening.launch"),
    counts_as=CounterDataType.OTHER,
    standards=Standards(schema_org="Quiz"),
    engines=(DRILL,),
)
