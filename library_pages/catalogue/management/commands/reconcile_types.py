from typing import Any

from django.core.management.base import BaseCommand

from library_pages.catalogue.services.types import reconcile_types


class Command(BaseCommand):
    """Runs after `migrate`: resources follow the types that are installed now."""

    help = "Point each resource at its type's model, or at the stand-in where the type is not installed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each type whose pages changed."""
        for slug, count in reconcile_types().items():
            self.stdout.write(f"{slug}: {count}")
