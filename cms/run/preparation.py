"""All that must be true before the first reader is served. Runs in a process of its own.

The supervisor forks its servers later, and a database connection or a thread opened here would be theirs too.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.accounts.services import sample_passwords_still_work, set_up_is_open, set_up_path
from cms.foundation import temporary
from cms.foundation.jail import state
from cms.plugins import examination
from cms.run import fingerprint
from cms.run.errors import RunError
from cms.run.options import Options
from cms.run.terminal import complain, say
from cms.sample import logins
from cms.sample import services as sample
from cms.sample.models import Made

_RESULT: Final = "prepared.json"


def prepare(options: Options) -> None:
    """Check, migrate, collect, fill, in this order; each step is skipped when there is nothing to do.

    Raises:
        SystemExit: a step failed, or the site may not be opened to the network yet; the terminal says why.
    """
    logging.disable(logging.INFO)  # the terminal is for the person who started it
    try:
        _prepare(options)
    except (CommandError, RunError) as error:
        complain(str(error))
        raise SystemExit(1) from error


def _prepare(options: Options) -> None:
    if faults := examination.faults():
        raise RunError(examination.in_words(faults))
    _migrate()
    _collect_static_files(options)
    call_command("reconcile_types")
    temporary.sweep()
    for sentence in state.lacks(options.data):
        say(f"  WARNING: {sentence}")
    _load_sample(options)
    known = sample_passwords_still_work()
    if known and options.on_network:
        raise RunError(
            f"BIND={options.bind} would open the site to the network while the sample library's passwords, which "
            "everybody knows, still work. Run `make remove-sample` first."
        )
    found = {"logins": logins.lines() if known else [], "set_up": set_up_path() if set_up_is_open() else ""}
    (options.data / "run" / _RESULT).write_text(json.dumps(found), "utf-8")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person at the terminal is told below the addresses.

    Attributes:
        logins: lines with the sample's logins; empty when none of them works.
        set_up: path of the page that makes the first school; empty when there is one.
    """

    logins: list[str]
    set_up: str


def hints(data: Path) -> Hints:
    """What the last preparation has found."""
    return Hints(**json.loads((data / "run" / _RESULT).read_text("utf-8")))


def _load_sample(options: Options) -> None:
    """Load the sample, once for a data folder: who removed it does not want it back. A half-loaded one is completed."""
    stamp = options.data / "run" / "sample.stamp"
    if options.sample and not stamp.exists() and (set_up_is_open() or Made.objects.exists()):
        say("  loading the sample library …")
        sample.load()
        stamp.touch()


def _migrate() -> None:
    # The plan itself takes 0.2 s; `migrate` with nothing to do takes seconds.
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
