"""Write the OpenAPI documents of the repository, or say whether they are current."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.api import openapi

FILES = {False: "openapi.json", True: "openapi-public.json"}


class Command(BaseCommand):
    """`manage.py openapi [--check]`."""

    help = "Writes docs/reference/openapi.json and openapi-public.json from the operations that are installed."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing and fails when a file is out of date; `--into` for another folder."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "docs" / "reference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare both documents."""
        folder: Path = options["into"]
        stale = []
        for public, name in FILES.items():
            wanted = openapi.text(public=public)
            file = folder / name
            if file.is_file() and file.read_text() == wanted:
                continue
            stale.append(name)
            if not options["check"]:
                folder.mkdir(parents=True, exist_ok=True)
                file.write_text(wanted)
                self.stdout.write(f"wrote {file.name}")
        if options["check"] and stale:
            raise CommandError(f"Out of date: {', '.join(stale)}. Run: make manage ARGS=openapi")
