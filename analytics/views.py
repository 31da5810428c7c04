"""The statistics of a school, for those who lead it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from analytics.access import can_see_statistics, visible_titles
from analytics.calendar import Week, local
from analytics.figures import WeekFigures
from analytics.presenters import statistics_context
from analytics.selectors.week import first_week, week_figures
from analytics.services import releases
from cms.accounts.models import School
from cms.accounts.reader import Reader, reader_of
from cms.foundation import clock
from cms.foundation.policies import Policy, surface


@surface(Policy.CATALOGUE)
@login_required
@never_cache
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """A week's figures, `?week=2026-W47`; without it the running one, or the one before while nothing of it is out.

    Titles are links only to what the reader may open.
    """
    reader = reader_of(request)
    school = school_of(reader)
    this_week = Week.of(local(clock.now()).date())
    week = _asked_week(request, this_week)
    figures = _figures(school, week or this_week)
    first = first_week(school)
    if week is None and figures.is_empty and first is not None and first < this_week:
        figures = _figures(school, this_week.before())
    context = statistics_context(
        figures,
        smallest=settings.SMALLEST_GROUP_INSIDE,
        seen=visible_titles(figures.titles, reader),
        first=first,
        last=this_week,
        mails=True,
    )
    return render(request, "analytics/statistics.html", {"context": context})


def school_of(reader: Reader) -> School:
    """The school whose figures the reader may see.

    Raises:
        PermissionDenied: none.
    """
    if reader.school_id is None or not can_see_statistics(reader, reader.school_id):
        raise PermissionDenied
    return School.objects.get(pk=reader.school_id)


def _figures(school: School, week: Week) -> WeekFigures:
    releases.release(school, week)
    return week_figures(school, week, smallest=settings.SMALLEST_GROUP_INSIDE)


def _asked_week(request: HttpRequest, latest: Week) -> Week | None:
    word = request.GET.get("week", "")
    if not word:
        return None
    try:
        week = Week.read(word)
    except ValueError as error:
        raise Http404 from error
    if week > latest:
        raise Http404
    return week
