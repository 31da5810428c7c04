"""Finding plugins while settings load: folders first, then entry points. Imports nothing of a plugin.

A plugin that can't be taken is left out with a fault, so that the checks can name the faults of all of them at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Final

GROUP = "khovang.resource_types"
_BUILT_IN = "library_pages.types"
_left_out: set[str] = set()


@dataclass(frozen=True)
class PluginLocation:
    """A plugin's whereabouts: the Django app, and `module:attribute` of its declaration.

    Attributes:
        slug: as the folder or the entry point is called; the declaration and the app's label must say the same.
        origin: name and version of its distribution, or its folder.
        remedy: what an operator can do about a plugin that is beyond repair.
        installed_at: seconds since the epoch; 0 for a folder of ours.
    """

    slug: str
    app: str
    module: str
    attribute: str
    origin: str
    remedy: str
    installed_at: float = 0.0

    @cached_property
    def folder(self) -> Path | None:
        """The folder of the app; None when there is none."""
        try:
            spec = find_spec(self.app)
        except ImportError:
            return None
        places = list(spec.submodule_search_locations or []) if spec else []
        return Path(places[0]).resolve() if places else None


@dataclass(frozen=True, slots=True)
class PluginFault:
    """Why a plugin can't be taken: a sentence that names it, and what to do."""

    code: str
    sentence: str
    remedy: str


class PluginError(Exception):
    """The start stops: the message names the plugin and says what to do."""


TAKEN: Final = "plugins.E010"


def discover() -> tuple[PluginLocation, ...]:
    """All plugins, built-in ones first, each group in alphabetical order; of two with one slug the older one."""
    return _looked_at()[0]


def faults() -> tuple[PluginFault, ...]:
    """Plugins whose slug is taken, by the name of the newcomer."""
    return _looked_at()[1]


def discovered_apps() -> list[str]:
    """Django apps of all plugins, for INSTALLED_APPS."""
    return [plugin.app for plugin in discover()]


def leave_out(slugs: Iterable[str]) -> None:
    """Discover as if these plugins from outside were not installed, in this process; before settings load."""
    _left_out.update(slugs)


def _looked_at() -> tuple[tuple[PluginLocation, ...], tuple[PluginFault, ...]]:
    taken: dict[str, PluginLocation] = {}
    faults = []
    outside = sorted(map(_from_entry_point, _points()), key=lambda plugin: plugin.installed_at)
    for plugin in (*_folders(), *(each for each in outside if each.slug not in _left_out)):
        if plugin.slug in taken:
            faults.append(taken_by(plugin, taken[plugin.slug]))
        else:
            taken[plugin.slug] = plugin
    older = sorted(taken.values(), key=lambda plugin: (plugin.installed_at > 0, plugin.slug))
    return tuple(older), tuple(faults)


def taken_by(newcomer: PluginLocation, owner: PluginLocation) -> PluginFault:
    """The fault of a plugin whose slug another one has."""
    return PluginFault(
        TAKEN,
        f"{newcomer.origin} brings a resource type “{newcomer.slug}”, and {owner.origin} has one already.",
        f"Rename the new one, or {newcomer.remedy}.",
    )


def _folders() -> Iterator[PluginLocation]:
    spec = find_spec(_BUILT_IN)
    for location in sorted(spec.submodule_search_locations or []) if spec else []:
        for declaration in sorted(Path(location).glob("*/plugin.py")):
            slug = declaration.parent.name
            app, origin = f"{_BUILT_IN}.{slug}", f"the folder library_pages/types/{slug}"
            yield PluginLocation(slug, app, f"{app}.plugin", "RESOURCE_TYPE", origin, f"remove {origin}")


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _from_entry_point(point: EntryPoint) -> PluginLocation:
    dist = point.dist
    return PluginLocation(
        slug=point.name,
        app=point.module.rpartition(".")[0],
        module=point.module,
        attribute=point.attr or "RESOURCE_TYPE",
        origin=f"{dist.name} {dist.version}" if dist else point.name,
        remedy=f"uninstall {dist.name}" if dist else "uninstall it",
        installed_at=_installed_at(point) or 1.0,
    )


def _installed_at(point: EntryPoint) -> float:
    record = next((file for file in (point.dist.files if point.dist else None) or () if file.name == "RECORD"), None)
    path = Path(str(record.locate())) if record else None
    return path.stat().st_mtime if path and path.exists() else 0.0
