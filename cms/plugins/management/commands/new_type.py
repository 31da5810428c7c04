"""`manage.py new_type podcast`: a folder that is a working resource type."""

import re
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.plugins import registry

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}\Z")
_SKELETON = Path(__file__).resolve().parents[2] / "skeleton"


class Command(BaseCommand):
    """Copies `cms/plugins/skeleton/` with the name filled in; touches nothing else."""

    help = "Make the folder of a new resource type under library_pages/types/."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name, what it is called in Vietnamese, and for tests another parent folder."""
        parser.add_argument("name", help="slug of the type: lower-case letters, digits, _")
        parser.add_argument("--vi", default="", help="name of the type in Vietnamese, as heads of lists show it")
        parser.add_argument("--under", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files.

        Raises:
            CommandError: the name is malformed or taken.
        """
        name: str = options["name"]
        if not _NAME.match(name):
            raise CommandError(f"“{name}” is no slug: use lower-case letters, digits and _, beginning with a letter.")
        folder = (options["under"] or settings.BASE_DIR / "library_pages" / "types") / name
        if folder.exists() or registry.get(name) is not None:
            raise CommandError(f"A type called “{name}” is there already.")
        words = name.replace("_", " ")
        values = {
            "slug": name,
            "Class": "".join(part.title() for part in name.split("_")),
            "words": words,
            "Words": words.capitalize(),
            "Viet": options["vi"] or words.capitalize(),
            "viet": (options["vi"] or words)[:1].lower() + (options["vi"] or words)[1:],
        }
        for source in sorted(_SKELETON.rglob("*.txt")):
            parts = [name if part == "slug" else part for part in source.relative_to(_SKELETON).with_suffix("").parts]
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(Template(source.read_text()).substitute(values))
        self.stdout.write(
            f"Made {folder}. Start with plugin.py and models.py; docs/guides/plugins.md explains the rest."
        )
