"""Resource types: whatever is installed."""

from django.http import HttpRequest
from ninja import Router, Schema

from cms.foundation.policies import Policy, surface
from cms.plugins.activities import verb
from cms.plugins.contract import Activity
from cms.plugins.registry import all_types

router = Router(tags=["catalogue"])


class TypeStyleOut(Schema):
    """How a type looks: a Phosphor icon and colours as #RRGGBB (`on` is what stands on `fill`)."""

    icon: str
    fill: str
    on: str
    deep: str
    tint: str


class TypeOut(Schema):
    """A type of resource; `slug` is the value of filters and facets.

    `activity` is what one does with it, `verb` the same in the language of the answer.
    """

    slug: str
    label: str
    label_plural: str
    activity: Activity
    verb: str
    schema_org: str
    style: TypeStyleOut


class TypeList(Schema):
    """All types; there is never a second page."""

    items: list[TypeOut]


@router.get("", response=TypeList, operation_id="listTypes", summary="Resource types")
@surface(Policy.OPEN)
def types(request: HttpRequest) -> TypeList:
    """The types that this library has installed, with their names in the language of the answer."""
    return TypeList(
        items=[
            TypeOut(
                slug=kind.slug,
                label=str(kind.label),
                label_plural=str(kind.label_plural),
                activity=kind.activity,
                verb=verb(kind.activity),
                schema_org=kind.standards.schema_org,
                style=TypeStyleOut(
                    icon=kind.style.icon,
                    fill=kind.style.fill,
                    on=kind.style.on,
                    deep=kind.style.deep,
                    tint=kind.style.tint,
                ),
            )
            for kind in all_types()
        ]
    )
