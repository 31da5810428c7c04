"""What a start is told of plugins that are at fault: all faults at once, in plain lines (ADR 0041).

A module of a plugin that raises while Django loads ends the loading, and a process can't load Django twice. So
`python -m cms.plugins.examination [SLUG …]` loads it without the plugins named; it is started again and again, without
those that were found at fault, until the rest can be checked.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from typing import Final

import django
from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, run_checks
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation

from cms.plugins import discovery, registry
from cms.plugins.discovery import PluginError, PluginFault, PluginLocation, discover

Fault = tuple[str, str]
"""A sentence, and what to do."""

_MOST: Final = 100  # plugins at fault, one loading each
_UNMIGRATED: Final = "plugins.E014"


@contextmanager
def explaining() -> Iterator[None]:
    """Around the loading of Django: where a plugin makes it fail, the faults of all plugins are said instead.

    Raises:
        PluginError: a plugin is at fault.
    """
    try:
        yield
    except Exception as error:
        if apps.ready or culprit(error) is None:
            raise
        raise PluginError(in_words(examine())) from None


def examine() -> list[Fault]:
    """The faults of all plugins, each loading in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    found: list[Fault] = []
    left_out: list[str] = []
    for _attempt in range(_MOST):
        command = [sys.executable, "-m", __name__, *left_out]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  (our own words)
        if done.returncode:
            raise PluginError(done.stderr)
        answer = json.loads(done.stdout.splitlines()[-1])
        found += [(sentence, remedy) for sentence, remedy in answer["faults"]]
        if answer["culprit"] is None:
            break
        left_out.append(answer["culprit"])
    return found


def faults() -> list[Fault]:
    """What the system checks say of an installation that could be loaded; the database is not asked."""
    messages = [*run_checks(), *missing_migrations()]
    return [(_with_origin(each), each.hint or "") for each in messages if each.is_serious() and not each.is_silenced()]


def in_words(found: list[Fault]) -> str:
    """As a person reads it at the terminal."""
    head = "One fault keeps" if len(found) == 1 else f"{len(found)} faults keep"
    lines = [
        line for sentence, remedy in found for line in ("", f"  {sentence}", *([f"    {remedy}"] if remedy else []))
    ]
    return "\n".join([f"{head} the library from starting:", *lines])


def missing_migrations() -> list[CheckMessage]:
    """What the models of plugins say and their migrations don't.

    No check that Django knows, or `makemigrations` would refuse to write what is missing.
    """
    labels = {label for label in apps.app_configs if registry.plugin_of(label) is not None}
    try:
        loader = MigrationLoader(None, ignore_no_migrations=True)
    except Exception as error:
        plugin = culprit(error)
        if plugin is None:
            raise
        fault = registry.fault_of(plugin, error)
        return [Error(fault.sentence, hint=fault.remedy, id=fault.code)]
    with translation.override(None):  # else the words of models would differ from those of migrations
        detector = MigrationAutodetector(
            loader.project_state(), ProjectState.from_apps(apps), MigrationQuestioner({}, labels, dry_run=True)
        )
        changes = detector.changes(graph=loader.graph, trim_to_apps=labels, convert_apps=labels)
    return [
        Error(
            f"{plugin.origin}: its models have changed and no migration says so: "
            f"{'; '.join(operation.describe() for migration in migrations for operation in migration.operations)}.",
            hint=f"Run `manage.py makemigrations {label}` and put the file into the distribution.",
            id=_UNMIGRATED,
        )
        for label, migrations in changes.items()
        if (plugin := registry.plugin_of(label)) is not None
    ]


def culprit(error: BaseException) -> PluginLocation | None:
    """The plugin in whose code the loading failed; None where it is none of them."""
    plugins = discover()
    if isinstance(error, NodeNotFoundError) and error.origin is not None:
        return next((each for each in plugins if _label(each) == error.origin.app_label), None)
    if isinstance(error, ImportError) and error.name:
        named = [each for each in plugins if f"{error.name}.".startswith(f"{each.app}.")]
        if named:
            return named[0]
    files = [Path(frame.f_code.co_filename) for frame, _line in walk_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        files.append(Path(error.filename))
    for file in reversed(files):
        for plugin in plugins:
            if plugin.folder is not None and file.resolve().is_relative_to(plugin.folder):
                return plugin
    return _namesake(str(error), plugins)


def _namesake(words: str, plugins: tuple[PluginLocation, ...]) -> PluginLocation | None:
    """The plugin whose app has the label of another app: Django says which label it is, and not whose."""
    for plugin in reversed(plugins):
        label = _label(plugin)
        if plugin.installed_at and label and words.endswith(f"duplicates: {label}"):
            return plugin
    return None


def _label(plugin: PluginLocation) -> str:
    try:
        return str(AppConfig.create(plugin.app).label)
    except Exception:  # noqa: BLE001  (whatever a stranger's module raises; its own loading will say so)
        return ""


def _fault_of(plugin: PluginLocation, error: BaseException) -> PluginFault:
    if str(error).endswith(f"duplicates: {_label(plugin)}"):
        return PluginFault(
            discovery.TAKEN,
            f"{plugin.origin} has an app with the label “{_label(plugin)}”, which another app has already.",
            f"Rename it in its apps.py, or {plugin.remedy}.",
        )
    declared = registry.declared_by(plugin) if plugin.module not in sys.modules else None
    # A plugin of another contract fails anywhere: what it fails at says nothing.
    if isinstance(declared, PluginFault) and declared.code == registry.CONTRACT_FAULT:
        return declared
    return registry.fault_of(plugin, error)


def _with_origin(message: CheckMessage) -> str:
    """What Django says of a model of a plugin, with where the plugin comes from."""
    label = getattr(
        getattr(message.obj, "_meta", None) or getattr(getattr(message.obj, "model", None), "_meta", None),
        "app_label",
        "",
    )
    plugin = registry.plugin_of(label) if label else None
    return f"{plugin.origin}: {message.obj}: {message.msg}" if plugin else str(message.msg)


def _main(left_out: list[str]) -> None:
    discovery.leave_out(left_out)
    found: list[Fault] = []
    plugin = None
    try:
        django.setup()
    except Exception as error:
        plugin = culprit(error)
        if plugin is None:
            raise
        fault = _fault_of(plugin, error)
        found = [(fault.sentence, fault.remedy)]
    else:
        found = faults()
    print(json.dumps({"culprit": plugin.slug if plugin else None, "faults": found}))  # noqa: T201  (read by examine)


if __name__ == "__main__":
    _main(sys.argv[1:])
