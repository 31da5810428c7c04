from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.sample import logins, services


class Command(BaseCommand):
    """Load the sample library; running it again changes nothing."""

    help = "Loads the sample library: an invented school with people, books and a collection."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print the logins."""
        if not services.load():
            raise CommandError(
                _("A part of the sample on which the rest stands was deleted. Run remove_sample, then load_sample.")
            )
        for line in logins.lines():
            self.stdout.write(line)
