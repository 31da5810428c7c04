"""Finding plugins while settings load: folders first, then entry points. Imports nothing of a plugin."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

GROUP = "khovang.resource_types"
_BUILT_IN = "library_pages.types"


@dataclass(frozen=True, slots=True)
class PluginLocation:
    """Where a plugin is: the Django app, and `module:attribute` of its declaration."""

    app: str
    module: str
    attribute: str
    origin: str


class PluginError(Exception):
    """The start stops: the message names the plugin and says what to do."""


def discover() -> tuple[PluginLocation, ...]:
    """All plugins, built-in ones first, each group in alphabetical order.

    Raises:
        PluginError: two plugins claim the same app label.
    """
    found = (*_folders(), *(_from_entry_point(point) for point in _points()))
    labels: dict[str, PluginLocation] = {}
    for plugin in found:
        label = plugin.app.rpartition(".")[2]
        if label in labels:
            # Django would only say "Application labels aren't unique".
            raise PluginError(
                f"Two resource types are called “{label}”: {labels[label].origin} and {plugin.origin}. "
                "Rename one of them, or uninstall it."
            )
        labels[label] = plugin
    return found


def discovered_apps() -> list[str]:
    """Django apps of all plugins, for INSTALLED_APPS."""
    return [plugin.app for plugin in discover()]


def _folders() -> Iterator[PluginLocation]:
    spec = find_spec(_BUILT_IN)
    for location in sorted(spec.submodule_search_locations or []) if spec else []:
        for declaration in sorted(Path(location).glob("*/plugin.py")):
            app = f"{_BUILT_IN}.{declaration.parent.name}"
            yield PluginLocation(
                app=app, module=f"{app}.plugin", attribute="RESOURCE_TYPE", origin=str(declaration.parent.name)
            )


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _from_entry_point(point: EntryPoint) -> PluginLocation:
    origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.name
    return PluginLocation(
        app=point.module.rpartition(".")[0], module=point.module, attribute=point.attr or "RESOURCE_TYPE", origin=origin
    )
