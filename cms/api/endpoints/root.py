"""The API's front door: what answers here."""

from django.http import HttpRequest
from ninja import Router, Schema

from cms.api.apis import VERSION
from cms.api.authentication import before_sign_in
from cms.foundation.policies import Policy, surface

router = Router(tags=["about"], auth=before_sign_in)


class About(Schema):
    """Name and version of the API, and where it is described."""

    name: str
    version: str
    languages: list[str]
    documentation: str
    openapi: str


@router.get("", response=About, operation_id="about", summary="What answers here")
@surface(Policy.OPEN)
def about(request: HttpRequest) -> About:
    """Needs no sign-in: for an app that wants to know whether this address is a library."""
    return About(
        name="Kho Vàng",
        version=VERSION,
        languages=["vi", "en"],
        documentation="/api/",
        openapi="/api/v1/openapi.json",
    )
