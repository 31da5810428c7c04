"""A school's week out of the facts, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from analytics.calendar import Week, local
from analytics.figures import ClassFigures, Compared, PastWeek, TitleFigures, TypeFigures, WeekFigures
from analytics.models import ClassDay, ReaderDay, ReaderWeek, TitleDay
from analytics.services.freshness import Freshness
from cms.accounts.models import School, SchoolClass
from library_pages.catalogue.models import ResourcePage

WEEKS: Final = 12
_TITLES: Final = 10
# Who has only looked at an item's page has not read.
_HAS_READ: Final = Q(requests__gt=0) | Q(milliseconds__gt=0) | Q(finishes__gt=0)
_SUMMED: Final = ("requests", "milliseconds")


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that are compared: of the week up to `until`, and the same ones of the week before."""

    week: Week
    until: date

    @property
    def now(self) -> Q:
        """The week's days."""
        return Q(day__range=(self.week.monday, self.until))

    @property
    def before(self) -> Q:
        """The days a week earlier."""
        return Q(day__range=(self.week.before().monday, self.until - timedelta(days=7)))


def week_figures(school: School, week: Week, freshness: Freshness) -> WeekFigures:
    """All figures of a week, nothing suppressed yet; while the week runs it is compared day for day."""
    span = _Span(week, max(week.monday, min(week.sunday, local(freshness.as_of).date())))
    sums = _sums(ClassDay.objects.filter(school=school, is_pupil=True), span, ())
    whole = sums.get((), {})
    classes = _classes(school, span)
    return WeekFigures(
        school=school.name,
        monday=week.monday,
        until=span.until,
        as_of=freshness.as_of,
        waiting=freshness.waiting,
        enrolled=sum(each.enrolled for each in classes),
        readers=_readers(school, span, ()).get((), Compared()),
        **{name: whole.get(name, Compared()) for name in (*_SUMMED, *_ALSO)},
        types=_types(school, span),
        classes=classes,
        titles=_titles(school, span),
        history=_history(school, week),
    )


def first_week(school: School) -> Week | None:
    """The first week of which there is any figure."""
    day = ClassDay.objects.filter(school=school).order_by("day").values_list("day", flat=True).first()
    return Week.of(day) if day else None


_ALSO: Final = ("finishes", "searches", "empty_searches")
_Grouped = dict[tuple[Any, ...], dict[str, Compared]]


def _sums(rows: QuerySet[Any, Any], span: _Span, by: tuple[str, ...], figures: tuple[str, ...] = ()) -> _Grouped:
    names = figures or (*_SUMMED, *_ALSO)
    wanted: dict[str, Any] = {}
    for name in names:
        wanted[f"now_{name}"] = Coalesce(Sum(name, filter=span.now), 0)
        wanted[f"before_{name}"] = Coalesce(Sum(name, filter=span.before), 0)
    rows = rows.filter(span.now | span.before)
    found = rows.values(*by).annotate(**wanted) if by else [rows.aggregate(**wanted)]
    return {
        tuple(row[key] for key in by): {name: Compared(row[f"now_{name}"], row[f"before_{name}"]) for name in names}
        for row in found
    }


def _readers(school: School, span: _Span, by: tuple[str, ...], **narrowed: Any) -> dict[tuple[Any, ...], Compared]:
    """Different pupils who have read, exactly."""
    rows = ReaderDay.objects.filter(_HAS_READ, span.now | span.before, school=school, is_pupil=True, **narrowed)
    wanted = {
        "now": Count("actor", filter=span.now, distinct=True),
        "then": Count("actor", filter=span.before, distinct=True),
    }
    found = rows.values(*by).annotate(**wanted) if by else [rows.aggregate(**wanted)]
    return {tuple(row[key] for key in by): Compared(row["now"], row["then"]) for row in found}


def _types(school: School, span: _Span) -> tuple[TypeFigures, ...]:
    rows = ClassDay.objects.filter(school=school, is_pupil=True).exclude(type_slug="")
    sums = _sums(rows, span, ("type_slug",), _SUMMED)
    readers = _readers(school, span, ("type_slug",))
    made = [
        TypeFigures(slug=slug, readers=readers.get((slug,), Compared()), **figures) for (slug,), figures in sums.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.requests.now, -each.milliseconds.now, each.slug)))


def _classes(school: School, span: _Span) -> tuple[ClassFigures, ...]:
    """The classes of the year that the week lies in, and any other that has figures; in the order of grades."""
    sums = _sums(ClassDay.objects.filter(school=school, is_pupil=True), span, ("class_id",), _SUMMED)
    readers = _readers(school, span, ("class_id",))
    pupils = Count("enrolments", filter=Q(enrolments__membership__is_active=True))
    of_year = Q(year__starts__lte=span.until, year__ends__gte=span.week.monday)
    listed = SchoolClass.objects.filter(of_year | Q(pk__in=[key for (key,) in sums]), year__school=school)
    none = dict.fromkeys(_SUMMED, Compared())
    return tuple(
        ClassFigures(
            name=each.name,
            grade=each.grade,
            enrolled=each.pupils,
            readers=readers.get((each.pk,), Compared()),
            **sums.get((each.pk,), none),
        )
        for each in listed.annotate(pupils=pupils).order_by("grade", "name", "pk")
    )


def _titles(school: School, span: _Span) -> tuple[TitleFigures, ...]:
    rows = TitleDay.objects.filter(span.now, school=school, is_pupil=True)
    ranked = (
        rows.values("item")
        .annotate(opened=Sum("requests"), spent=Sum("milliseconds"))
        .filter(Q(opened__gt=0) | Q(spent__gt=0))
        .order_by(F("opened").desc(), F("spent").desc(), "item")
    )
    uids = [row["item"] for row in ranked[:_TITLES]]
    sums = _sums(TitleDay.objects.filter(school=school, is_pupil=True, item__in=uids), span, ("item",), _SUMMED)
    readers = _readers(school, span, ("item",), item__in=uids)
    pages = {page.uid: page for page in ResourcePage.objects.filter(uid__in=uids).only("uid", "title", "type_slug")}
    return tuple(
        TitleFigures(
            uid=str(uid),
            title=pages[uid].title if uid in pages else "",
            slug=pages[uid].type_slug if uid in pages else "",
            readers=readers.get((uid,), Compared()),
            **sums[uid,],
        )
        for uid in uids
    )


def _history(school: School, week: Week) -> tuple[PastWeek, ...]:
    """The weeks up to this one, the oldest first; a week of which nothing is known is 0."""
    weeks = [week.before(back) for back in range(WEEKS - 1, -1, -1)]
    rows = ReaderWeek.objects.filter(school=school, is_pupil=True, week__range=(weeks[0].monday, week.monday)).values(
        "week"
    )
    found = {
        row["week"]: row
        for row in rows.annotate(readers=Count("actor", filter=_HAS_READ, distinct=True), opened=Sum("requests"))
    }
    first = min(found, default=week.monday)
    return tuple(
        PastWeek(each.monday, found[each.monday]["readers"], found[each.monday]["opened"])
        if each.monday in found
        else PastWeek(each.monday, 0, 0)
        for each in weeks
        if each.monday >= first
    )
