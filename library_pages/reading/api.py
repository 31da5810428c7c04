"""Operations of reading: opening a publication, and where a reader stands in it."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.api import problems
from cms.api.caching import never_kept
from cms.api.schemas import Input, JsonObject, Moment, TocEntry, also_answers
from cms.foundation.policies import Policy, surface
from cms.plugins.contract import Launch, Publication
from cms.web.content_origin.hosts import content_origin_of
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.problems import nothing_to_open
from library_pages.catalogue.selectors.items import item
from library_pages.catalogue.services.opening import open_resource
from library_pages.reading import selectors, services
from library_pages.reading.shell import publication_in

items_router = Router(tags=["reading"])
progress_router = Router(tags=["reading"])

Locator = Annotated[
    JsonObject, Field(description="A Readium Locator: `href`, `type`, `locations` with `totalProgression`, `text`.")
]
Modified = Annotated[Moment, Field(description="When the reader was there, by the device's clock (RFC 3339).")]


class Device(Input):
    """A device as the reader knows it; `id` is the app's own and stays the same."""

    id: Annotated[str, Field(max_length=64)]
    name: Annotated[str, Field(max_length=120)] = ""


class DeviceOut(Schema):
    """Where a place came from."""

    id: str
    name: str


class Furthest(Schema):
    """The furthest place so far."""

    locator: Locator
    progression: float


class ProgressDocument(Schema):
    """Where a reader stands. Before she has begun: no locator, progression 0."""

    locator: Locator | None
    progression: Annotated[float, Field(description="Place in the whole, 0 to 1.")]
    modified: datetime | None
    device: DeviceOut | None
    furthest: Furthest | None
    finished: bool


class SpineEntry(Schema):
    """A file of the reading order, below `content_url`; `size` in bytes, `weight` in letters of its text: its share."""

    href: str
    type: str
    size: int | None = None
    weight: int | None = None
    title: str = ""


class PublicationOut(Schema):
    """What opens a publication until `expires`; ask again before then.

    An app with a reader of its own takes files from `content_url`; a web view may open `engine_url`.
    """

    uid: UUID
    title: str
    language: str
    engine: str
    media_type: str
    engine_url: str
    content_url: str
    files_url: Annotated[str, Field(description="`{path: bytes}` of every file below `content_url`.")]
    expires: datetime
    pages: Annotated[int, Field(description="Pages or chapters; 0 when unknown.")]
    fixed_layout: bool
    spine: list[SpineEntry]
    toc: list[TocEntry]
    progress: ProgressDocument


class ProgressInput(Input):
    """A place. `restart` when the reader begins anew: else the beginning never replaces a later place."""

    locator: Locator | None
    modified: Modified
    device: Device
    restart: bool = False


class BatchEntryInput(ProgressInput):
    """A place in an item."""

    item: UUID


class BatchInput(Input):
    """Places that were kept without a network, at most 100. One that is none is refused by itself."""

    entries: list[Annotated[BatchEntryInput | Any, Field(union_mode="left_to_right")]]


class OutcomeOut(Schema):
    """What became of an entry: `kept`, `stale` (a newer place counts) or `refused`; `progress` is what counts now."""

    item: Annotated[UUID | None, Field(description="null where the entry named none.")]
    result: Literal["kept", "stale", "refused"]
    code: Annotated[str, Field(description="Of the problem, where there was one.")]
    progress: ProgressDocument | None


class BatchOut(Schema):
    """Outcomes in the order of the entries."""

    outcomes: list[OutcomeOut]


@items_router.get(
    "/{uuid:uid}/publication",
    response=PublicationOut,
    operation_id="getPublication",
    summary="Open a publication",
    openapi_extra=also_answers(s409="The file is still being read, or can't be"),
)
@never_kept
@surface(Policy.CATALOGUE)
def get_publication(request: HttpRequest, uid: UUID) -> PublicationOut:
    """Signs a grant for its files and tells what they are; of what an engine shows by itself it knows no contents.

    409 while the library is still reading the file.
    """
    resource = _visible(request, uid)
    opened = open_resource(reader_of(request), resource)
    if not isinstance(opened, Publication | Launch):
        raise nothing_to_open()
    package = services.open_package(opened, content_origin=content_origin_of(request))
    publication = publication_in(opened)
    return PublicationOut(
        uid=resource.uid,
        title=resource.title,
        language=resource.language,
        engine=publication.engine,
        media_type=publication.media_type,
        engine_url=package.engine_url,
        content_url=package.content_url,
        files_url=package.files_url,
        expires=package.expires,
        pages=publication.pages,
        fixed_layout=publication.fixed_layout,
        spine=[SpineEntry.model_validate(entry) for entry in publication.spine],
        toc=[TocEntry.model_validate(entry) for entry in publication.toc],
        progress=_document(request, resource),
    )


@progress_router.get("/{uuid:uid}", response=ProgressDocument, operation_id="getProgress", summary="Where I stand")
@surface(Policy.MEMBER)
def get_progress(request: HttpRequest, uid: UUID) -> ProgressDocument:
    """The reader's place in an item that she may open."""
    return _document(request, _visible(request, uid))


@progress_router.put(
    "/{uuid:uid}",
    response=ProgressDocument,
    operation_id="putProgress",
    summary="I am here now",
    openapi_extra=also_answers(s412="A newer place counts; `current` is the progress document that does"),
)
@surface(Policy.MEMBER)
def put_progress(request: HttpRequest, uid: UUID, data: ProgressInput) -> ProgressDocument:
    """The newest place counts. 412 `progress-stale` brings in `current` what counts instead; sending twice is safe."""
    progress = services.record_progress(
        _user(request),
        _visible(request, uid),
        locator=data.locator,
        modified=data.modified,
        device_id=data.device.id,
        device_name=data.device.name,
        restart=data.restart,
    )
    return ProgressDocument.model_validate(selectors.document(progress))


@progress_router.post("/batch", response=BatchOut, operation_id="postProgressBatch", summary="Many places at once")
@surface(Policy.MEMBER)
def post_progress_batch(request: HttpRequest, data: BatchInput) -> BatchOut:
    """For a device that comes back to the network. Each entry stands by itself; sending the batch again is safe."""
    outcomes = services.record_batch(_user(request), [_entry(each) for each in data.entries])
    return BatchOut(
        outcomes=[
            OutcomeOut(
                item=outcome.item,
                result=outcome.result.value,
                code=outcome.code,
                progress=ProgressDocument.model_validate(outcome.document) if outcome.document else None,
            )
            for outcome in outcomes
        ]
    )


def _entry(given: BatchEntryInput | Any) -> services.BatchEntry | services.Unreadable:
    if not isinstance(given, BatchEntryInput):
        named = given.get("item") if isinstance(given, dict) else None
        try:
            return services.Unreadable(UUID(named) if isinstance(named, str) else None)
        except ValueError:
            return services.Unreadable()
    return services.BatchEntry(
        item=given.item,
        locator=given.locator,
        modified=given.modified,
        device_id=given.device.id,
        device_name=given.device.name,
        restart=given.restart,
    )


def _visible(request: HttpRequest, uid: UUID) -> ResourcePage:
    found = item(reader_of(request), uid)
    if found is None:
        raise problems.not_found()
    return found


def _document(request: HttpRequest, resource: ResourcePage) -> ProgressDocument:
    progress = selectors.progress_of(_user(request), resource) if reader_of(request).is_authenticated else None
    return ProgressDocument.model_validate(selectors.document(progress))


def document_of(request: HttpRequest, resource: ResourcePage) -> JsonObject:
    """The progress document of the reader of a request, for operations of other apps."""
    return _document(request, resource).model_dump(mode="json")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
