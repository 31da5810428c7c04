"""Poems: a type that comes from another distribution and touches no folder of the platform."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    Detail,
    DetailKind,
    Opening,
    OpeningKind,
    ResourceType,
    SearchSpec,
    Standards,
    TypeFacet,
    TypeStyle,
)

RESOURCE_TYPE = ResourceType(
    slug="poem",
    label=_("Poem"),
    label_plural=_("Poems"),
    page="poem.PoemPage",
    activity=Activity.READ,
    search=SearchSpec(
        passages="khovang_poem.passages.stanzas",
        facets=(TypeFacet(name="metre", label=_("Metre"), field="metre"),),
    ),
    opening=Opening(OpeningKind.PAGE, "khovang_poem.opening.open_poem"),
    details=(
        Detail(
            name="stanzas",
            label=_("Stanzas"),
            values="khovang_poem.passages.lengths",
            kind=DetailKind.NUMBER,
            brief=ngettext_lazy("%(value)s stanza", "%(value)s stanzas", "count"),
        ),
    ),
    counts_as=CounterDataType.OTHER,
    standards=Standards(schema_org="CreativeWork"),
    style=TypeStyle(
        icon="feather",
        fill="#31403F",
        on="#FFFFFF",
        deep="#31403F",
        tint="#E0E8E6",
        mate="#CBD478",
        form=CoverForm.SHEET,
    ),
)
