"""The mail of a school's week: rendered once, kept, and planned for each who gets it."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from analytics.access import RECIPIENTS, visible_titles
from analytics.calendar import Week, local
from analytics.figures import WeekFigures
from analytics.mail.document import rendered
from analytics.mail.message import message_id
from analytics.models import Delivery, MailStop, ReaderWeek, WeeklyReport
from analytics.selectors.week import week_figures
from analytics.services.releases import full_from, release
from cms.accounts.enums import Role
from cms.accounts.models import Membership, School, User
from cms.accounts.reader import Reader
from cms.foundation import clock


def due_week(moment: datetime) -> Week:
    """The last week that is released as a whole: a machine that was off for days sends one mail and not five."""
    last = Week.of(local(moment).date()).before()
    return last if moment >= full_from(last) else last.before()


def plan_due() -> int:
    """Render and plan what is due everywhere; the number of mails planned. Safe to repeat and to run twice at once."""
    week = due_week(clock.now())
    return sum(plan(school, week) for school in School.objects.filter(created_at__lt=week.ends).order_by("pk"))


def plan(school: School, week: Week, *, anew: bool = False) -> int:
    """Plan a full week's mail for all who get it and have none of this version yet; the number of them.

    `anew` makes a new version where one is there already.
    """
    people = recipients(school)
    if not people:
        return 0
    versions = list(_reports(school, week).defer("figures", "text", "html", "chart").order_by("version"))
    report = None if anew or not versions else versions[-1]
    if report is None:
        # Numbered by what was seen above: whoever renders at the same moment makes the same version, and one is kept.
        report = _made(school, week, version=versions[-1].version + 1 if versions else 1)
    if report is None:
        return 0
    moment = clock.now()
    known = set(report.deliveries.values_list("recipient", flat=True))
    new = [
        Delivery(
            report=report,
            recipient=each,
            address=each.email,
            message_id=message_id(school.uid, report, each.uid),
            planned_at=moment,
            next_try_at=moment,
        )
        for each in people
        if each.pk not in known
    ]
    Delivery.objects.bulk_create(new, ignore_conflicts=True)  # somebody else plans at the same moment
    return len(new)


def recipients(school: School) -> list[User]:
    """Principal and board, each once, as far as they have an address and want the mail."""
    leading = Membership.objects.active().filter(school=school, role__in=RECIPIENTS)
    stopped = MailStop.objects.filter(school=school)
    people = User.objects.filter(pk__in=leading.values("user"), is_active=True).exclude(email="")
    return list(people.exclude(pk__in=stopped.values("user")).order_by("pk"))


def _reports(school: School, week: Week) -> QuerySet[WeeklyReport]:
    return WeeklyReport.objects.filter(school=school, week=week.monday)


def _made(school: School, week: Week, *, version: int) -> WeeklyReport | None:
    """A new version; None where there is nothing to say: nothing has been read yet, or the week is not released."""
    release(school, week)
    if not ReaderWeek.objects.filter(school=school, is_pupil=True).exists():
        return None
    smallest = settings.SMALLEST_GROUP_OUTSIDE
    figures = week_figures(school, week, smallest=smallest)
    if figures.is_running or (figures.is_empty and not any(each.readers for each in figures.history)):
        return None
    figures = _for_everybody(figures, school)
    document = rendered(figures, smallest)
    row = WeeklyReport(
        school=school,
        week=week.monday,
        version=version,
        figures=_document(figures),
        subject=document.subject,
        text=document.text,
        html=document.html,
        chart=document.chart,
        rendered_at=clock.now(),
    )
    WeeklyReport.objects.bulk_create([row], ignore_conflicts=True)
    return _reports(school, week).get(version=version)


def _document(figures: WeekFigures) -> dict[str, Any]:
    """The figures as they are kept: those of the school beside its lines."""
    document: dict[str, Any] = asdict(figures)
    document.update(document.pop("whole"))
    return document


def _for_everybody(figures: WeekFigures, school: School) -> WeekFigures:
    """Without titles that one of those who get the mail may not see."""
    least = Reader(school_id=school.pk, roles=frozenset({Role.BOARD}))
    named = visible_titles(figures.titles, least).named
    return replace(figures, titles=tuple(each for each in figures.titles if each.uid in named))
