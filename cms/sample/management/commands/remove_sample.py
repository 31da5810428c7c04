from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.sample import services


class Command(BaseCommand):
    """Take the sample library away again."""

    help = "Removes what load_sample has made; what others have built on it stays and is listed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say what had to stay."""
        for line in services.remove():
            self.stdout.write(_("Kept, because it is used: %(thing)s") % {"thing": line})
