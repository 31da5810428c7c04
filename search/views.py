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
from search.events import Searched
from search.finding import find
from search.parameters import SearchParameters, last_page
from search.port import Answer, EngineError
from search.results import results as shown


@surface(Policy.CATALOGUE)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What was found, or all that the filters leave when no words were given; 503 when no engine answers."""
    parameters, reader = SearchParameters.of(request.GET), reader_of(request)
    try:
        answer = find(parameters.query(access.tokens_held(reader)))
    except EngineError:
        context = SearchContext(
            query=parameters.text,
            title=wording.nobody_answers(pupil=reader.is_pupil).title,
            empty=wording.nobody_answers(pupil=reader.is_pupil),
        )
        return render(request, "web/search.html", {"context": context}, status=503)
    if parameters.text and parameters.page == 1:
        announce(Searched(reader, parameters.text, answer.total))
    return render(request, "web/search.html", {"context": search_context(parameters, answer, reader)})


@surface(Policy.CATALOGUE)
@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """Completions of `q`; an empty list when no engine answers, since nobody waits for one."""
    text = request.GET.get("q", "")
    return JsonResponse(suggestions.document(reader_of(request), text))


def search_context(parameters: SearchParameters, answer: Answer, reader: Reader) -> SearchContext:
    """The shape of the page."""
    pupil = reader.is_pupil
    labels = narrowing.Labels.of(parameters, answer)
    interpreted = not parameters.literal and wording.is_interpreted(answer.understood)
    return SearchContext(
        query=parameters.text,
        title=wording.title(parameters, answer, labels.chosen(parameters)),
        understood=wording.understood(answer.understood, pupil=pupil) if answer.total else "",
        literal_url=replace(parameters, literal=True, page=1).url() if interpreted else "",
        results=shown(reader, answer.hits),
        facets=narrowing.facets(parameters, answer, labels),
        chips=narrowing.chips(parameters, answer, labels, reader.grade),
        orders=narrowing.orders(parameters) if answer.total > 1 else (),
        kept=parameters.kept(),
        pager=_pager(parameters, answer.total),
        notice=wording.stand_in_answers(pupil=pupil) if answer.degraded else None,
        empty=None
        if answer.total
        else wording.nothing_found(parameters, pupil=pupil, everything=reverse("search:results")),
        clear_url=parameters.without_filters().url() if parameters.filters else "",
    )


def _pager(parameters: SearchParameters, total: int) -> Pager | None:
    pages = last_page(total)
    if pages == 1 and parameters.page == 1:
        return None
    page = min(parameters.page, pages)
    return Pager(
        page=page,
        pages=pages,
        previous_url=replace(parameters, page=page - 1).url() if page > 1 else "",
        next_url=replace(parameters, page=page + 1).url() if page < pages else "",
    )
