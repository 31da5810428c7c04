"""The catalogue's operations: lists, one resource, its cover."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from cms.accounts.reader import reader_of
from cms.api import problems
from cms.api.caching import validator
from cms.api.paging import Column, page_of
from cms.api.schemas import PageInput
from cms.foundation.policies import Policy, surface
from cms.web.delivery import deliver
from cms.web.renditions import ahead
from library_pages.catalogue import presenters
from library_pages.catalogue.api_shapes import Item, ItemSummary, detail, summaries
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.items import ListFilter, item, listed
from library_pages.catalogue.selectors.parts import IN_ORDER

router = Router(tags=["catalogue"])

_PICTURES: Final = ("image/jpeg", "image/svg+xml")
_RENDITION: Final = ahead.want("width-400|format-jpeg")
_ORDERS: Final = {
    "title": (Column("title_sort"), Column("uid")),
    "order": (Column(IN_ORDER),),
    "newest": (Column("published_at", descending=True), Column("uid", descending=True)),
}
# A drawing that is opened by its own address must neither run nor load anything (OWASP ASVS 3.2.1).
_DRAWING_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class ItemQuery(PageInput):
    """Filters and order of a list of resources; a filter may be repeated, its values are alternatives."""

    type: list[str] = Field(default_factory=list, max_length=20, description="Slugs of types.")
    subject: list[UUID] = Field(default_factory=list, max_length=20, description="Subjects by `uid`.")
    language: list[str] = Field(default_factory=list, max_length=20, description="Codes: `vi`, `en`.")
    grade: Annotated[int | None, Field(ge=1, le=12, description="Its band holds this grade.")] = None
    audience: Annotated[Audience | None, Field(description="Who it is meant for; opens nothing.")] = None
    parent: Annotated[UUID | None, Field(description="The parts of this resource, by `uid`.")] = None
    sort: Annotated[
        Literal["newest", "title", "order"],
        Field(description="`title`: as the Vietnamese alphabet; `order`: as editors have put them, for parts."),
    ] = "newest"


class ItemList(Schema):
    """A page of resources; `next_cursor` is null on the last one."""

    items: list[ItemSummary]
    next_cursor: str | None


@router.get("", response=ItemList, operation_id="listItems", summary="Resources, filtered")
@surface(Policy.CATALOGUE)
def list_items(request: HttpRequest, query: Query[ItemQuery]) -> ItemList:
    """What this reader may open. For words use the search: this list takes filters only."""
    filters = ListFilter(query.type, query.subject, query.language, query.grade, query.audience, query.parent)
    question = query.model_dump(exclude={"cursor", "limit"}) | {"list": "items"}
    page = page_of(
        listed(reader_of(request), filters),
        _ORDERS[query.sort],
        question=question,
        cursor=query.cursor,
        limit=query.limit,
    )
    return ItemList(items=summaries(request, page.rows), next_cursor=page.next_cursor)


@router.get("/{uuid:uid}", response=Item, operation_id="getItem", summary="One resource")
@surface(Policy.CATALOGUE)
def get_item(request: HttpRequest, uid: UUID) -> Item:
    """All that its page shows, with every form of the work that this reader may open, and the contents."""
    return detail(request, _visible(request, uid))


@router.get(
    "/{uuid:uid}/cover",
    response={200: None},
    operation_id="getCover",
    summary="The cover",
    openapi_extra={
        "responses": {
            200: {
                "description": "The picture",
                "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _PICTURES},
            }
        }
    },
)
@surface(Policy.CATALOGUE)
def get_cover(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A JPEG 400 px wide when the librarian chose a picture, else a drawing as SVG whose letters are text."""
    page = _visible(request, uid)
    rendition = _rendition_of(page)
    if rendition is None:
        response = HttpResponse(str(presenters.cover(page).svg), content_type="image/svg+xml; charset=utf-8")
        response["Content-Security-Policy"] = _DRAWING_POLICY
        return response
    return deliver(
        request,
        rendition.file.storage.open(rendition.file.name),
        size=rendition.file.size,
        etag=validator(str(rendition.pk), str(rendition.image.file_hash)),
        content_type="image/jpeg",
    )


def _rendition_of(page: ResourcePage) -> Any:
    try:
        return page.cover.get_rendition(_RENDITION) if page.cover is not None else None
    except OSError:  # the source is gone or broken
        return None


def _visible(request: HttpRequest, uid: UUID) -> ResourcePage:
    found = item(reader_of(request), uid)
    if found is None:
        raise problems.not_found()
    return found
