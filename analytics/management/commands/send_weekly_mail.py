"""`manage.py send_weekly_mail`: the weekly mail of a school now, by the way that it goes on Mondays."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from analytics.calendar import Week, local
from analytics.models import Delivery
from analytics.services import reports, sending
from analytics.services.releases import full_from
from cms.accounts.models import School
from cms.foundation import clock


class Command(BaseCommand):
    """Renders the mail where there is none of that week, plans it for those who have not got it, and sends it."""

    help = "Send a school's weekly mail now; who has had it does not get it again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which school and week."""
        parser.add_argument("--school", required=True, help="The school's slug.")
        parser.add_argument("--week", help="Like 2026-W47; without it the last full one.")
        parser.add_argument("--anew", action="store_true", help="Make a new version, and send that to everybody.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan and send.

        Raises:
            CommandError: no such school or week.
        """
        school = School.objects.filter(slug=options["school"]).first()
        if school is None:
            raise CommandError(f"There is no school {options['school']}.")
        this_week = Week.of(local(clock.now()).date())
        try:
            week = Week.read(options["week"]) if options["week"] else this_week.before()
        except ValueError as error:
            raise CommandError(f"{options['week']} is no week; write it like {this_week}.") from error
        if clock.now() < full_from(week):
            raise CommandError(
                f"{week} has no mail yet: its figures are there from {local(full_from(week)):%H:%M on %d/%m/%Y}."
            )
        reports.plan(school, week, anew=options["anew"])
        sending.send_waiting()
        rows = Delivery.objects.filter(report__school=school, report__week=week.monday).select_related("report")
        for row in rows.order_by("report__version", "pk"):
            self.stdout.write(f"{week} v{row.report.version} {row.address}: {row.state} {row.said}".rstrip())
        if not rows:
            self.stdout.write(f"{week}: nobody gets it, or nothing has been read yet.")
