"""The registry of resource types: filled once when the apps are ready, then closed."""

from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from django.utils.module_loading import import_string

from cms.plugins import discovery
from cms.plugins.contract import (
    CONTRACT,
    CounterDataType,
    FileRule,
    Opening,
    PartOf,
    ResourceType,
    SearchSpec,
    Standards,
    TypeStyle,
)
from cms.plugins.discovery import PluginError, PluginFault, PluginLocation, discover

_UNLOADABLE: Final = "plugins.E008"
CONTRACT_FAULT: Final = "plugins.E009"
_SHAPES: Final[dict[str, Any]] = {
    "slug": str,
    "page": str,
    "search": SearchSpec,
    "standards": Standards,
    "counts_as": CounterDataType,
    "style": TypeStyle,
    "accepts": FileRule | None,
    "opening": Opening | None,
    "part_of": PartOf | None,
    "engines": tuple,
}
"""Without these nothing else can be said of a declaration."""
_types: dict[str, ResourceType] = {}
_plugins: dict[str, PluginLocation] = {}
_faults: list[PluginFault] = []
_closed = False


def fill() -> None:
    """Load every discovered declaration and close the registry; those that can't be taken are left out as faults."""
    global _closed  # noqa: PLW0603  (one registry a process)
    if _closed:
        return
    for plugin in discover():
        _take(plugin)
    _closed = True


def get(slug: str) -> ResourceType | None:
    """The type of this slug; None when its plugin is not installed."""
    return _types.get(slug)


def all_types() -> tuple[ResourceType, ...]:
    """All installed types in the order of discovery."""
    return tuple(_types.values())


def faults() -> list[PluginFault]:
    """Why plugins have been left out."""
    return [*discovery.faults(), *_faults]


def require_all() -> None:
    """For processes that run no system checks.

    Raises:
        PluginError: a plugin has been left out.
    """
    if found := faults():
        raise PluginError("\n".join(f"{fault.sentence} {fault.remedy}" for fault in found))


def called(declaration: ResourceType) -> str:
    """A type by its slug and where it comes from, as faults name it."""
    plugin = _plugins.get(declaration.slug)
    return f"Resource type “{declaration.slug}”" + (f" ({plugin.origin})" if plugin else "")


def origin_of(slug: str) -> str:
    """The folder, or name and version of the distribution, that an installed type comes from."""
    return _plugins[slug].origin


def plugin_of(app_label: str) -> PluginLocation | None:
    """The plugin whose app has this label."""
    return _plugins.get(app_label)


def parts_of(slug: str) -> tuple[ResourceType, ...]:
    """The installed types whose resources are parts of resources of this type."""
    return tuple(kind for kind in all_types() if kind.part_of is not None and kind.part_of.parent == slug)


def resolve(path: str) -> object:
    """The object behind a dotted path of a declaration.

    Raises:
        PluginError: the path leads nowhere.
    """
    try:
        return import_string(path)
    except ImportError as error:
        raise PluginError(f"A resource type names {path!r}, which can't be imported: {error}") from error


def fault_of(plugin: PluginLocation, error: BaseException) -> PluginFault:
    """What a module of a plugin raised while it was loaded, with the line of the plugin that did it."""
    return PluginFault(
        _UNLOADABLE,
        f"{plugin.origin} can't be loaded: {type(error).__name__}: {error}{_line(plugin, error)}.",
        f"Correct it there, or {plugin.remedy}.",
    )


def declared_by(plugin: PluginLocation) -> ResourceType | PluginFault:
    """The declaration, or why it can't be taken."""
    try:
        declaration = getattr(import_module(plugin.module), plugin.attribute)
    except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever a stranger's module raises)
        return fault_of(plugin, error)
    if not isinstance(declaration, ResourceType):
        return PluginFault(
            _UNLOADABLE,
            f"{plugin.origin} can't be loaded: {plugin.module}:{plugin.attribute} is not a ResourceType.",
            f"Name the declaration in the entry point, or {plugin.remedy}.",
        )
    for field, shape in _SHAPES.items():
        if not isinstance(value := getattr(declaration, field), shape):
            return PluginFault(
                _UNLOADABLE,
                f"{plugin.origin} can't be loaded: {field} of its declaration is {value!r}.",
                f"Give it what cms/plugins/contract.py says it holds, or {plugin.remedy}.",
            )
    if declaration.contract[0] != CONTRACT[0] or declaration.contract[1] > CONTRACT[1]:
        wanted, ours = ".".join(map(str, declaration.contract)), ".".join(map(str, CONTRACT))
        return PluginFault(
            CONTRACT_FAULT,
            f"{plugin.origin} was written for contract {wanted}; this is {ours}.",
            f"Install the version of it that fits, or {plugin.remedy}.",
        )
    return declaration


def _take(plugin: PluginLocation) -> None:
    declaration = declared_by(plugin)
    if isinstance(declaration, PluginFault):
        _faults.append(declaration)
    elif declaration.slug in _types:
        _faults.append(discovery.taken_by(plugin, _plugins[declaration.slug]))
    else:
        _types[declaration.slug] = declaration
        _plugins[declaration.slug] = plugin


def _line(plugin: PluginLocation, error: BaseException) -> str:
    frames = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    if plugin.folder is None:
        return ""
    own = [(name, line) for name, line in frames if Path(name).resolve().is_relative_to(plugin.folder)]
    return f" ({Path(own[-1][0]).relative_to(plugin.folder.parent)}, line {own[-1][1]})" if own else ""
