"""Leaflets: a type with every callable that a declaration can name."""

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    Detail,
    DetailKind,
    Opening,
    OpeningKind,
    ResourceType,
    SearchSpec,
    Standards,
    TypeFacet,
)

RESOURCE_TYPE = ResourceType(
    slug="leaflet",
    label=_("Leaflet"),
    label_plural=_("Leaflets"),
    page="leaflet.LeafletPage",
    activity=Activity.READ,
    search=SearchSpec(
        passages="khovang_leaflet.callables.passages",
        place_label="khovang_leaflet.callables.place_label",
        fields=("keywords",),
        facets=(TypeFacet(name="size", label=_("Paper size"), field="size"),),
    ),
    opening=Opening(OpeningKind.PUBLICATION, "khovang_leaflet.callables.publication"),
    availability="khovang_leaflet.callables.availability",
    details=(
        Detail(
            name="sheets",
            label=_("Sheets"),
            values="khovang_leaflet.callables.sheets",
            kind=DetailKind.NUMBER,
            brief=_("Sheets: %(value)s"),
        ),
    ),
    counts_as=CounterDataType.OTHER,
    standards=Standards(schema_org="CreativeWork"),
)
