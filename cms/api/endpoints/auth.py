"""Signing in and out by token. How often may be tried, the services decide (`cms.accounts.services.lanes`)."""

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from cms.accounts import services
from cms.accounts.devices import read_pass, write_pass
from cms.accounts.models import User
from cms.accounts.problems import token_not_valid
from cms.accounts.reader import reader_for
from cms.api.authentication import BearerToken, before_sign_in, token_of
from cms.api.caching import never_kept
from cms.api.endpoints.people import Me, SchoolOut, me_of
from cms.api.schemas import Input
from cms.foundation.policies import Policy, surface
from cms.foundation.proxies import client_address

router = Router(tags=["sign-in"], auth=before_sign_in)

ClassCode = Annotated[str, Field(max_length=40, description="As it was typed: spaces and dashes do no harm.")]
DeviceName = Annotated[str, Field(max_length=120, description="How the reader knows the device: “Tablet 7”.")]
DevicePass = Annotated[
    str, Field(max_length=1500, description="`device_pass` of the last sign-in on this device; it spares the back-off.")
]
SharedDevice = Annotated[
    bool, Field(description="Whether others use the device too: then this sign-in ends after half an hour of rest.")
]


class ClassInput(Input):
    """The code that stands on the board."""

    code: ClassCode
    device_pass: DevicePass = ""


class ClassSummary(Schema):
    """Which class a code names; never who is in it."""

    name: str
    grade: int
    school: SchoolOut


class PupilInput(Input):
    """What a pupil signs in with."""

    class_code: ClassCode
    number: Annotated[int, Field(description="Her number on the class list.")]
    pin: Annotated[str, Field(max_length=40, description="Six digits.")]
    device_name: DeviceName = ""
    device_pass: DevicePass = ""
    shared_device: SharedDevice = False


class StaffInput(Input):
    """What staff sign in with."""

    username: Annotated[str, Field(max_length=150)]
    password: Annotated[str, Field(max_length=1000)]
    device_name: DeviceName = ""
    device_pass: DevicePass = ""
    shared_device: SharedDevice = False


class RefreshInput(Input):
    """The refresh token of the last pair."""

    refresh_token: Annotated[str, Field(max_length=200)]


class Tokens(Schema):
    """A pair of tokens, shown once. `expires_in`: seconds that the access token lives."""

    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  (a scheme, no secret)
    expires_in: int


class SignInOut(Tokens):
    """A new sign-in; keep `device_pass` on the device, also after signing out."""

    device_pass: str
    reader: Me


@router.post("/class", response=ClassSummary, operation_id="findClass", summary="Which class has this code")
@surface(Policy.OPEN)
def find_class(request: HttpRequest, data: ClassInput) -> ClassSummary:
    """First step of a pupil's sign-in, so that she sees her class before she types number and PIN."""
    found = services.find_class(data.code, _asking(request, data))
    school = found.year.school
    return ClassSummary(name=found.name, grade=found.grade, school=SchoolOut(uid=school.uid, name=school.name))


@router.post("/pupil", response=SignInOut, operation_id="signInPupil", summary="Sign a pupil in")
@surface(Policy.OPEN)
def sign_in_pupil(request: HttpRequest, data: PupilInput) -> SignInOut:
    """Class code, number and PIN. After a wrong try 429 says in `retry_after` how long to wait."""
    own = not data.shared_device
    found = services.sign_in_pupil(data.class_code, data.number, data.pin, _asking(request, data), own=own)
    return _signed_in(found, data)


@router.post("/staff", response=SignInOut, operation_id="signInStaff", summary="Sign staff in")
@surface(Policy.OPEN)
def sign_in_staff(request: HttpRequest, data: StaffInput) -> SignInOut:
    """User name and password; pupils have none."""
    own = not data.shared_device
    found = services.sign_in_staff(data.username, data.password, _asking(request, data), own=own)
    return _signed_in(found, data)


@router.post("/refresh", response=Tokens, operation_id="refreshTokens", summary="Trade a refresh token for a new pair")
@surface(Policy.OPEN)
def refresh(request: HttpRequest, data: RefreshInput) -> Tokens:
    """A refresh token is good once. Sent again within 30 s it gives the same pair; used later it ends this sign-in."""
    _user, pair = services.rotate(data.refresh_token)
    return Tokens(access_token=pair.access, refresh_token=pair.refresh, expires_in=pair.expires_in)


@router.post(
    "/sign-out", response={204: None}, auth=[BearerToken()], operation_id="signOut", summary="End this sign-in"
)
@never_kept
@surface(Policy.MEMBER)
def sign_out(request: HttpRequest) -> Status[None]:
    """Ends all tokens of this sign-in; other devices stay signed in."""
    token = token_of(request)
    if token is None:
        raise token_not_valid()
    services.revoke_family(token.family)
    return Status(204, None)


def _asking(request: HttpRequest, data: ClassInput | PupilInput | StaffInput) -> services.SignInOrigin:
    return services.SignInOrigin(read_pass(data.device_pass), client_address(request))


def _signed_in(found: services.SignInResult, data: PupilInput | StaffInput) -> SignInOut:
    user: User = found.user
    pair = services.issue_tokens(
        user,
        device_id=found.device.identifier,
        device_name=data.device_name.strip(),
        is_shared=data.shared_device,
    )
    return SignInOut(
        access_token=pair.access,
        refresh_token=pair.refresh,
        expires_in=pair.expires_in,
        device_pass=write_pass(found.device),
        reader=me_of(user, reader_for(user)),
    )
