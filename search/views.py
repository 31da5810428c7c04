"""The results page, and suggestions while typing."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accounts.reader import Reader, reader_of
from cms.foundation.events import announce
from cms.foundation.policies import Policy, surface
from cms.web.shapes import Pager, SearchContext
from library_pages.catalogue import access
from search import narrowing, suggestions, wording
from search.asked import Asked, last_page
from search.events import Searched
from search.finding import find
from search.port import Answer, EngineError
from search.results import results as shown


@surface(Policy.CATALOGUE)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found, or all that the filters leave when no words were given; 503 when no engine answers."""
    asked, reader = Asked.of(request.GET), reader_of(request)
    try:
        answer = find(asked.query(access.tokens_held(reader)))
    except EngineError:
        context = SearchContext(
            query=asked.text,
            title=wording.nobody_answers(pupil=reader.is_pupil).title,
            empty=wording.nobody_answers(pupil=reader.is_pupil),
        )
        return render(request, "web/search.html", {"context": context}, status=503)
    if asked.text and asked.page == 1:
        announce(Searched(reader, asked.text, answer.total))
    return render(request, "web/search.html", {"context": search_context(asked, answer, reader)})


@surface(Policy.CATALOGUE)
@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """Completions of `q`; an empty list when no engine answers, since nobody waits for one."""
    text = request.GET.get("q", "")
    return JsonResponse(suggestions.document(reader_of(request), text))


def search_context(asked: Asked, answer: Answer, reader: Reader) -> SearchContext:
    """The shape of the page."""
    pupil = reader.is_pupil
    labels = narrowing.Labels.of(asked, answer)
    interpreted = not asked.literal and wording.is_interpreted(answer.understood)
    return SearchContext(
        query=asked.text,
        title=wording.title(asked, answer, labels.chosen(asked)),
        understood=wording.understood(answer.understood, pupil=pupil) if answer.total else "",
        literal_url=replace(asked, literal=True, page=1).url() if interpreted else "",
        results=shown(reader, answer.hits),
        facets=narrowing.facets(asked, answer, labels),
        chips=narrowing.chips(asked, answer, labels, reader.grade),
        orders=narrowing.orders(asked) if answer.total > 1 else (),
        kept=asked.kept(),
        pager=_pager(asked, answer.total),
        notice=wording.stand_in_answers(pupil=pupil) if answer.degraded else None,
        empty=None if answer.total else wording.nothing_found(asked, pupil=pupil, everything=reverse("search:results")),
        clear_url=asked.without_filters().url() if asked.filters else "",
    )


def _pager(asked: Asked, total: int) -> Pager | None:
    pages = last_page(total)
    if pages == 1 and asked.page == 1:
        return None
    page = min(asked.page, pages)
    return Pager(
        page=page,
        pages=pages,
        previous_url=replace(asked, page=page - 1).url() if page > 1 else "",
        next_url=replace(asked, page=page + 1).url() if page < pages else "",
    )
