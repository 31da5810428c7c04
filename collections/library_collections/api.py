"""Operations on themed collections."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from cms.accounts.reader import reader_of
from cms.api import problems
from cms.api.addresses import address
from cms.api.paging import Column, page_of
from cms.api.schemas import Label, PageInput
from cms.foundation.policies import Policy, surface
from cms.plugins import registry
from library_collections.models import ThemedCollectionPage
from library_collections.selectors import collection, collections_for, entries_in, one_a_work, types_in
from library_pages.catalogue.api_shapes import FormSummary, ItemSummary, form_summary, summaries
from library_pages.catalogue.selectors.holdings import types_of
from library_pages.catalogue.selectors.works import forms_by_page

router = Router(tags=["collections"])

_ORDER: Final = (Column("published_at", descending=True), Column("uid", descending=True))


class TitlesOut(Schema):
    """Of how many works there is a form of a type."""

    type: Label
    count: int


class CollectionSummary(Schema):
    """A collection in a list."""

    uid: UUID
    title: str
    intro: str
    titles: Annotated[list[TitlesOut], Field(description="What this reader may open of it; no type with none.")]
    url: Annotated[str, Field(description="The operation that tells more.")]
    web_url: str
    updated_at: datetime | None


class Entry(Schema):
    """A work in a collection, as the form that the curator chose first, with all its forms and her word on it."""

    item: ItemSummary
    forms: list[FormSummary]
    note: str


class CollectionOut(CollectionSummary):
    """A collection as this reader sees it, in the curator's order."""

    entries: list[Entry]


class CollectionList(Schema):
    """A page of collections; `next_cursor` is null on the last one."""

    items: list[CollectionSummary]
    next_cursor: str | None


@router.get("", response=CollectionList, operation_id="listCollections", summary="Themed collections")
@surface(Policy.CATALOGUE)
def list_collections(request: HttpRequest, query: Query[PageInput]) -> CollectionList:
    """Those that hold something for this reader, the newest first."""
    reader = reader_of(request)
    page = page_of(
        collections_for(reader),
        _ORDER,
        question={"list": "collections"},
        cursor=query.cursor,
        limit=query.limit,
    )
    types = types_in(page.rows, reader)
    return CollectionList(
        items=[_summary(request, row, types[row.pk]) for row in page.rows], next_cursor=page.next_cursor
    )


@router.get("/{uuid:uid}", response=CollectionOut, operation_id="getCollection", summary="One collection")
@surface(Policy.CATALOGUE)
def get_collection(request: HttpRequest, uid: UUID) -> CollectionOut:
    """Its introduction, and of its works those of which this reader may open a form."""
    found = collection(reader_of(request), uid)
    if found is None:
        raise problems.not_found()
    entries = entries_in(found, reader_of(request))
    works = one_a_work(entries)
    resources = [resource for resource, _note in works]
    forms, items = forms_by_page(resources, reader_of(request)), summaries(request, resources)
    return CollectionOut(
        **dict(_summary(request, found, types_of(resource for resource, _note in entries))),
        entries=[
            Entry(item=item, forms=[form_summary(request, form) for form in forms[resource.pk]], note=note)
            for item, (resource, note) in zip(items, works, strict=True)
        ],
    )


def _summary(request: HttpRequest, page: ThemedCollectionPage, types: Mapping[str, int]) -> CollectionSummary:
    return CollectionSummary(
        uid=page.uid,
        title=page.title,
        intro=page.intro,
        titles=[
            TitlesOut(type=Label(code=slug, label=str(kind.label_plural) if kind else slug), count=count)
            for slug, count in sorted(types.items())
            for kind in (registry.get(slug),)
        ],
        url=address(reader_of(request), "get-collection", uid=page.uid),
        web_url=page.url or "",
        updated_at=page.last_published_at,
    )
