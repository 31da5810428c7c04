"""`manage.py rebuild_search`: fill new search indexes while the old ones answer."""

from functools import partial
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from search import topics
from search.port import EngineError
from search.services.rebuild import rebuild

_ENGINES = {"main": topics.MAIN, "stand-in": topics.STAND_IN}


class Command(BaseCommand):
    """The library stays searchable meanwhile; changes made meanwhile are in the new index."""

    help = "Fill new search indexes from the catalogue while the old ones answer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(_ENGINES), help="Only this one; without it all that there are.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild each.

        Raises:
            CommandError: an engine is away, or somebody else rebuilds.
        """
        chosen = (_ENGINES[options["engine"]],) if options["engine"] else topics.fed()
        for topic in chosen:
            if topic not in topics.fed():
                raise CommandError("There is no stand-in: the database is the configured engine (SEARCH_ENGINE).")
            name = topics.engine_of(topic).name
            try:
                count = rebuild(topic, progress=partial(self._tell, name))
            except EngineError as error:
                raise CommandError(f"{name}: {error}") from error
            self.stdout.write(f"{name}: {count} resources")

    def _tell(self, name: str, done: int, total: int) -> None:
        self.stdout.write(f"{name}: {done} of {total}")
