"""Who has signed in."""

from typing import cast

from django.http import HttpRequest
from ninja import Router

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.api.endpoints.people import Me, me_of
from cms.foundation.policies import Policy, surface

router = Router(tags=["reader"])


@router.get("", response=Me, operation_id="getMe", summary="The signed-in reader")
@surface(Policy.MEMBER)
def me(request: HttpRequest) -> Me:
    """Name, role, school and class of the reader whose token or session this is."""
    return me_of(cast(User, request.user), reader_of(request))
