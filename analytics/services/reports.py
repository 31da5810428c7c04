"""The mail of a school's week: rendered once, kept, and planned for each who gets it."""

from dataclasses import asdict, replace
from datetime import datetime, time
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from analytics.access import RECIPIENTS
from analytics.calendar import ZONE, Week, local
from analytics.figures import WeekFigures
from analytics.mail.document import rendered
from analytics.mail.message import message_id
from analytics.models import Delivery, MailStop, ReaderWeek, WeeklyReport
from analytics.selectors import week_figures
from analytics.services.freshness import catch_up
from cms.accounts.enums import Role
from cms.accounts.models import Membership, School
from cms.accounts.reader import Reader
from cms.foundation import clock
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage

DUE: Final = time(7)  # on Mondays, by the school's clock


def due_week(moment: datetime) -> Week:
    """The last full week whose mail is due: a machine that was off for days sends one mail and not five."""
    here = local(moment)
    this = Week.of(here.date())
    begun = here >= datetime.combine(this.monday, DUE, ZONE)
    return this.before(1 if begun else 2)


def plan_due() -> int:
    """Render and plan what is due everywhere; the number of mails planned. Safe to repeat and to run twice at once."""
    week = due_week(clock.now())
    return sum(plan(school, week) for school in School.objects.filter(created_at__lt=week.ends).order_by("pk"))


def plan(school: School, week: Week, *, anew: bool = False) -> int:
    """Plan a week's mail for all who get it and have none of this version yet; the number of them.

    A running week may be asked for by an operator; its real mail is a later version, made when the week is over. `anew`
    makes a new version where one is there already.
    """
    people = recipients(school)
    if not people:
        return 0
    versions = list(_reports(school, week).defer("figures", "text", "html", "chart").order_by("version"))
    report = None if anew else _valid(versions, week)
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
            recipient=each.user,
            address=each.user.email,
            message_id=message_id(school.uid, report, each.user.uid),
            planned_at=moment,
            next_try_at=moment,
        )
        for each in people
        if each.user_id not in known
    ]
    Delivery.objects.bulk_create(new, ignore_conflicts=True)  # somebody else plans at the same moment
    return len(new)


def recipients(school: School) -> list[Membership]:
    """Principal and board, as far as they have an address and want the mail."""
    stopped = MailStop.objects.filter(school=school).values("user")
    rows = Membership.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        school=school,
        role__in=RECIPIENTS,
        is_active=True,
        user__is_active=True,
    )
    return list(rows.exclude(user__email="").exclude(user__in=stopped).select_related("user").order_by("pk"))


def _reports(school: School, week: Week) -> QuerySet[WeeklyReport]:
    return WeeklyReport.objects.filter(school=school, week=week.monday)


def _valid(versions: list[WeeklyReport], week: Week) -> WeeklyReport | None:
    """The newest version; of a week that is over, one that was made since: the others were made for trying it out."""
    over = clock.now() >= week.ends
    return next((each for each in reversed(versions) if not over or each.rendered_at >= week.ends), None)


def _made(school: School, week: Week, *, version: int) -> WeeklyReport | None:
    """A new version; None for a school in which nothing has been read yet, about which there is nothing to say."""
    freshness = catch_up()
    if not ReaderWeek.objects.filter(school=school, is_pupil=True).exists():
        return None
    figures = week_figures(school, week, freshness)
    if figures.is_empty and not any(each.readers for each in figures.history):
        return None
    smallest = settings.SMALLEST_GROUP_OUTSIDE
    figures = _for_everybody(figures, school).for_eyes_of(smallest)
    document = rendered(figures, smallest)
    row = WeeklyReport(
        school=school,
        week=week.monday,
        version=version,
        figures=asdict(figures),
        subject=document.subject,
        text=document.text,
        html=document.html,
        chart=document.chart,
        rendered_at=clock.now(),
    )
    WeeklyReport.objects.bulk_create([row], ignore_conflicts=True)
    return _reports(school, week).get(version=version)


def _for_everybody(figures: WeekFigures, school: School) -> WeekFigures:
    """Without titles that one of those who get the mail may not see."""
    least = Reader(school_id=school.pk, role=Role.BOARD)
    uids = [each.uid for each in figures.titles]
    rows = access.visible(ResourcePage.objects.filter(uid__in=uids), least)
    seen = {str(uid) for uid in rows.values_list("uid", flat=True)}
    return replace(figures, titles=tuple(each for each in figures.titles if each.uid in seen))
