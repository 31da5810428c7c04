"""All that must be true before the first reader is served. Runs in a process of its own.

The supervisor forks its servers later, and a database connection or a thread opened here would be theirs too.
"""

import json
from io import StringIO
from pathlib import Path
from typing import Final

from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.accounts.models import School
from cms.accounts.services import sample_passwords_still_work
from cms.run import fingerprint
from cms.run.errors import RunError
from cms.run.options import Options
from cms.run.terminal import complain, say
from cms.sample import logins

_RESULT: Final = "prepared.json"


def prepare(options: Options) -> None:
    """Check, migrate, collect, fill, in this order; each step is skipped when there is nothing to do.

    Raises:
        SystemExit: a step failed, or the site may not be opened to the network yet; the terminal says why.
    """
    try:
        _prepare(options)
    except (CommandError, RunError) as error:  # a failed system check is a CommandError
        complain(str(error))
        raise SystemExit(1) from error


def _prepare(options: Options) -> None:
    call_command("check", stdout=StringIO())
    _migrate()
    _collect_static_files(options)
    if "reconcile_types" in get_commands():
        call_command("reconcile_types")
    empty = not School.objects.exists()
    if empty and options.sample:
        say("  loading the sample library …")
        call_command("load_sample")
    sample = sample_passwords_still_work()
    if sample and options.on_network:
        raise RunError(
            f"BIND={options.bind} would open the site to the network while the sample library's passwords, which "
            "everybody knows, still work. Run `make remove-sample` first."
        )
    hints = logins.lines() if sample else []
    if empty and not options.sample:
        hints = ["There is no school yet. Make the first administrator: make manage ARGS=createsuperuser"]
    (options.data / "run" / _RESULT).write_text(json.dumps(hints), "utf-8")


def hints(data: Path) -> list[str]:
    """What the last preparation wants the person at the terminal to know: lines below the addresses."""
    return [str(line) for line in json.loads((data / "run" / _RESULT).read_text("utf-8"))]


def _migrate() -> None:
    # The plan itself takes 0.2 s; `migrate` with nothing to do takes seconds (house-spike 8).
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"  database: {len(plan)} migrations …")
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static_files(options: Options) -> None:
    files = [Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    digest = fingerprint.of_files(files)
    stamp = options.data / "run" / "static.stamp"
    if not fingerprint.matches(stamp, digest):
        say(f"  static files: {len(files)} …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        fingerprint.write(stamp, digest)
