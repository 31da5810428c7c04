"""What pupils have searched for, while its events are there: only words that enough different pupils have asked for."""

from collections import Counter, defaultdict
from uuid import UUID

from django.conf import settings

from analytics.calendar import Week
from analytics.counts import TermCounts
from analytics.enums import Kind, Quality
from analytics.models import Event
from cms.accounts.enums import Role
from cms.accounts.models import School


def week_terms(school: School, week: Week) -> tuple[TermCounts, ...]:
    """The words of a week, those of most pupils first, without what fewer than the smallest group have searched for.

    Only pupils are counted, not searches: the searches of the school are a figure of their own, and less those of these
    words they would speak of few. Words are the same with and without their marks.
    """
    pupils: dict[str, set[UUID]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    found: set[str] = set()
    searches = Event.objects.filter(
        school=school, kind=Kind.SEARCH, local_day__range=(week.monday, week.sunday), role=Role.PUPIL
    ).exclude(quality=Quality.QUARANTINED)
    for actor, value in searches.values_list("actor", "value"):
        term = value["term"]
        pupils[term].add(actor)
        spelled[term][value.get("words") or term] += 1
        if value["results"]:
            found.add(term)
    counted = [
        TermCounts(min(spelled[term], key=lambda words: (-spelled[term][words], words)), len(people), term in found)
        for term, people in pupils.items()
        if term and len(people) >= settings.SMALLEST_GROUP_INSIDE
    ]
    return tuple(sorted(counted, key=lambda each: (-each.pupils, each.words)))
