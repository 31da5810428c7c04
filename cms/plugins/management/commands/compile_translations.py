from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.plugins.translations import compile_catalogues, compile_plugins


class Command(BaseCommand):
    help = "Compile message catalogues, the library's and those of installed distributions."
    requires_system_checks = ()  # one of them says that catalogues are not compiled

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is missing or older than its source; `make run` does so by itself."""
        made = compile_catalogues(settings.BASE_DIR) + compile_plugins()
        self.stdout.write(f"{made} catalogues compiled.")
