"""`manage.py rebuild_statistics`: all facts anew from the events that are still there."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from analytics.models import ClassDay, Event
from analytics.services import rollup


class Command(BaseCommand):
    """Facts of days whose events have been deleted can't be made again."""

    help = "Make the facts of the statistics anew from the events of the last 100 days."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether older facts may go."""
        parser.add_argument("--all", action="store_true", help="Lose the facts that are older than all events.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild.

        Raises:
            CommandError: facts would be lost.
        """
        first = Event.objects.order_by("local_day").values_list("local_day", flat=True).first()
        older = ClassDay.objects.filter(day__lt=first) if first else ClassDay.objects.all()
        if older.exists() and not options["all"]:
            raise CommandError("There are facts of days whose events have been deleted. --all gives them up.")
        self.stdout.write(f"{rollup.rebuild()} events")
