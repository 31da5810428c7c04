"""Operations of recordings: what a player needs."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from cms.accounts.reader import reader_of
from cms.api.caching import never_kept
from cms.api.problems import not_found
from cms.api.schemas import JsonObject, also_answers
from cms.foundation.policies import Policy, surface
from cms.plugins.contract import Playback
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.problems import nothing_to_open
from library_pages.catalogue.selectors.items import item
from library_pages.catalogue.services.opening import open_resource
from library_pages.media.playing.page import document_of

router = Router(tags=["playing"])

# The document of where the reader of a request stands in an item, in JSON values; the layers above bring it.
progress_documents: list[Callable[[HttpRequest, ResourcePage], dict[str, Any]]] = []


class CaptionsOut(Schema):
    """Captions in one language, WebVTT."""

    language: str
    label: str
    url: str


class ChapterOut(Schema):
    """A chapter, in seconds from the beginning."""

    title: str
    start: float
    end: float


class PlaybackOut(Schema):
    """What plays an item until `expires`; ask again before then. Addresses are paths on this site."""

    uid: UUID
    title: str
    kind: Annotated[str, Field(description="`audio` or `video`.")]
    duration: Annotated[float, Field(description="Seconds.")]
    hls_url: Annotated[str, Field(description="HLS master playlist; what it names inherits its grant.")]
    poster_url: Annotated[str, Field(description="A picture; empty without one.")]
    complete: Annotated[bool, Field(description="Whether the best quality is there; else ask again later.")]
    captions: list[CaptionsOut]
    chapters: list[ChapterOut]
    expires: datetime
    progress: Annotated[JsonObject | None, Field(description="As `getProgress` answers; null without a sign-in.")]


@router.get(
    "/{uuid:uid}/playback",
    response=PlaybackOut,
    operation_id="getPlayback",
    summary="Play a recording",
    openapi_extra=also_answers(s409="The recording is still being prepared, or can't be played"),
)
@never_kept
@surface(Policy.CATALOGUE)
def get_playback(request: HttpRequest, uid: UUID) -> PlaybackOut:
    """Signs a grant for its playlists, segments, captions and poster. 409 while nothing of it can be played."""
    reader = reader_of(request)
    resource = item(reader, uid)
    if resource is None:
        raise not_found()
    playback = open_resource(reader, resource)
    if not isinstance(playback, Playback):
        raise nothing_to_open()
    documents = progress_documents if reader.is_authenticated else ()
    return PlaybackOut(
        uid=resource.uid,
        title=resource.title,
        progress=next((document(request, resource) for document in documents), None),
        **document_of(playback),
    )
