"""Operations on what a launched package keeps of itself: suspend data, place, score, completion."""

from datetime import datetime
from typing import Annotated, Final, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.api import limits, problems
from cms.api.schemas import Input, also_answers
from cms.foundation.policies import Policy, surface
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.items import item
from library_pages.reading import selectors, services
from library_pages.reading.enums import Completion, Success

router = Router(tags=["reading"])

# A lesson that saves with each key would write a row of 128 KiB as often: the shell saves once a second at most.
_QUOTA: Final = limits.Limit("launches", 120)

Data = Annotated[
    str, Field(description="JSON text, at most 128 KiB, that the engine gives back to the package; empty for nothing.")
]
Share = Annotated[float | None, Field(description="0 to 1; null where the package gives none.")]


class LaunchDocument(Schema):
    """What a package has kept for the reader, as the package says it. Before she has begun: version 0."""

    version: int
    data: Data
    location: Annotated[str, Field(description="The package's own word for a place.")]
    score: Share
    completion: Completion
    success: Success
    best_score: Annotated[float | None, Field(description="Stays when she begins anew.")]
    completed: Annotated[datetime | None, Field(description="When it was completed for the first time.")]
    saved: datetime | None


class LaunchInput(Input):
    """A state that takes the place of version `follows`."""

    follows: Annotated[int, Field(ge=0, description="`version` of the document that this one comes after.")]
    data: Data = ""
    location: Annotated[str, Field(description="At most 1000 characters.")] = ""
    score: Share = None
    completion: Completion = Completion.UNKNOWN
    success: Success = Success.UNKNOWN


@router.get("/{uuid:uid}", response=LaunchDocument, operation_id="getLaunchState", summary="What a lesson has kept")
@surface(Policy.MEMBER)
def get_launch_state(request: HttpRequest, uid: UUID) -> LaunchDocument:
    """The reader's own state of an item that she may open."""
    state = selectors.launch_state_of(_user(request), _visible(request, uid))
    return LaunchDocument.model_validate(selectors.launch_document(state))


@router.put(
    "/{uuid:uid}",
    response=LaunchDocument,
    operation_id="putLaunchState",
    summary="Keep this for a lesson",
    openapi_extra=also_answers(s412="Another state has come before; `current` is the document that counts"),
)
@surface(Policy.MEMBER)
def put_launch_state(request: HttpRequest, uid: UUID, data: LaunchInput) -> LaunchDocument:
    """Whoever saves names the version that she has seen. 412 `launch-stale` brings in `current` what counts instead."""
    limits.spend(request, _QUOTA, str(_user(request).pk))
    report = services.LaunchReport(**data.model_dump(exclude={"follows"}))
    state = services.save_launch_state(_user(request), _visible(request, uid), report, follows=data.follows)
    return LaunchDocument.model_validate(selectors.launch_document(state))


def _visible(request: HttpRequest, uid: UUID) -> ResourcePage:
    found = item(reader_of(request), uid)
    if found is None:
        raise problems.not_found()
    return found


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
