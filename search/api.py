from typing import TYPE_CHECKING, Annotated, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from cms.accounts.reader import reader_of
from cms.api import problems
from cms.api.paging import DEFAULT_LIMIT, MAX_LIMIT, read, write
from cms.api.schemas import PageInput
from cms.foundation.events import announce
from cms.foundation.policies import Policy, surface
from library_pages.catalogue import access
from library_pages.catalogue.api_shapes import summaries
from library_pages.catalogue.selectors.items import item, items
from library_pages.catalogue.selectors.works import forms_by_page
from search import finding
from search.api_shapes import (
    InsideOut,
    SearchOut,
    SuggestionList,
    SuggestionOut,
    facets,
    hit,
    understood,
)
from search.events import Searched
from search.facets import names, table
from search.port import Answer, EngineError, Sort
from search.port import Query as Question
from search.problems import search_is_away
from search.results import passage_result

router = Router(tags=["search"])
items_router = Router(tags=["search"])

_LONGEST: Final = 200  # characters of a query
_DEEPEST: Final = 1000  # hits; further down nobody reads, and engines grow slow
Words = Annotated[str, Field(max_length=_LONGEST, description="As it is typed; marks may be missing.")]


class WordsQuery(PageInput):
    """Words, order and paging."""

    q: Words = ""
    sort: Literal["relevance", "newest", "title"] = "relevance"
    literal: Annotated[bool, Field(description="Take every word as typed: no repair of missing marks or typing.")] = (
        False
    )


if TYPE_CHECKING:
    SearchQuery = WordsQuery
else:
    SearchQuery = create_model(
        "SearchQuery",
        __base__=WordsQuery,
        __doc__="Words and filters; a filter may be repeated, its values are alternatives.",
        **{
            facet.name: (
                list[facet.kind],
                Field(default_factory=list, max_length=facet.most, description=facet.description),
            )
            for facet in table()
        },
    )


class SuggestQuery(Schema):
    """What has been typed so far."""

    q: Words
    limit: Annotated[int, Field(ge=1, le=20)] = 8


class InsideQuery(Schema):
    """Words to find in one resource."""

    q: Annotated[str, Field(min_length=1, max_length=_LONGEST)]
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT


@router.get("/search", response=SearchOut, operation_id="search", summary="Find works and passages")
@surface(Policy.CATALOGUE)
def search(request: HttpRequest, query: Query[SearchQuery]) -> SearchOut:
    """Folded search: `nghe va vang trang` finds “Nghé và vầng trăng”. Without words it lists by the filters.

    A work stands once in the answer, whatever number of its forms match, and pages are pages of works.
    """
    reader = reader_of(request)
    question = query.model_dump(exclude={"cursor", "limit"}) | {"list": "search"}
    offset = int(read(query.cursor, question)[0]) if query.cursor else 0
    answer = _answer_of(
        Question(
            text=query.q,
            tokens=access.tokens_held(reader),
            filters=_filters(query),
            sort=Sort(query.sort),
            offset=offset,
            limit=query.limit,
            literal=query.literal,
        )
    )
    if query.q.strip() and not offset:
        announce(Searched(reader, query.q, answer.total))
    # SearchParameters of the database again: an index that is behind must not show what was closed meanwhile.
    pages = items(reader, [found.id for found in answer.hits])
    hits = [(found, pages[found.id]) for found in answer.hits if found.id in pages]
    summed_up = summaries(request, (page for _hit, page in hits))
    forms = forms_by_page(pages.values(), reader)
    following = offset + query.limit
    more = following < min(answer.total, _DEEPEST)
    return SearchOut(
        total=answer.total,
        degraded=answer.degraded,
        understood=understood(answer),
        items=[hit(request, found, item, forms[page.pk]) for (found, page), item in zip(hits, summed_up, strict=True)],
        facets=facets(answer),
        next_cursor=write([following], question) if more else None,
    )


@router.get("/suggestions", response=SuggestionList, operation_id="suggest", summary="Complete what is being typed")
@surface(Policy.CATALOGUE)
def suggestions(request: HttpRequest, query: Query[SuggestQuery]) -> SuggestionList:
    """Titles, people and subjects of what this reader may open; nothing for fewer than two letters."""
    try:
        found = finding.suggest(query.q, access.tokens_held(reader_of(request)), limit=query.limit)
    except EngineError as error:
        raise search_is_away() from error
    return SuggestionList(
        items=[
            SuggestionOut(
                text=each.text, kind=each.kind.value, item=UUID(each.resource_id) if each.resource_id else None
            )
            for each in found
        ]
    )


@items_router.get(
    "/{uuid:uid}/search", response=InsideOut, operation_id="searchInside", summary="Find places in one resource"
)
@surface(Policy.CATALOGUE)
def search_inside(request: HttpRequest, uid: UUID, query: Query[InsideQuery]) -> InsideOut:
    """Passages as they stand in the book, with the locators that open them."""
    reader = reader_of(request)
    page = item(reader, uid)
    if page is None:
        raise problems.not_found()
    answer = _answer_of(
        Question(
            text=query.q,
            tokens=access.tokens_held(reader),
            sort=Sort.READING,
            limit=query.limit,
            resource_id=str(page.uid),
        )
    )
    return InsideOut(
        total=answer.total,
        degraded=answer.degraded,
        passages=[passage_result(each, page) for found in answer.hits for each in found.passages],
    )


def _answer_of(question: Question) -> Answer:
    try:
        return finding.find(question)
    except EngineError as error:
        raise search_is_away() from error


def _filters(query: SearchQuery) -> dict[str, tuple[str, ...]]:
    chosen = {name: tuple(map(str, getattr(query, name))) for name in names()}
    return {name: values for name, values in chosen.items() if values}
