"""The registry of resource types: filled once when the apps are ready, then closed."""

from importlib import import_module

from django.utils.module_loading import import_string

from cms.plugins.contract import CONTRACT, ResourceType
from cms.plugins.discovery import PluginError, PluginLocation, discover

_types: dict[str, ResourceType] = {}
_origins: dict[str, str] = {}
_closed = False


def fill() -> None:
    """Load every discovered declaration and close the registry.

    Raises:
        PluginError: a plugin can't be loaded, or speaks another contract, or repeats a slug.
    """
    global _closed  # noqa: PLW0603  (one registry a process)
    if _closed:
        return
    for location in discover():
        _add(_load(location), location)
    _closed = True


def get(slug: str) -> ResourceType | None:
    """The type of this slug; None when its plugin is not installed."""
    return _types.get(slug)


def all_types() -> tuple[ResourceType, ...]:
    """All installed types in the order of discovery."""
    return tuple(_types.values())


def origin_of(slug: str) -> str:
    """The folder, or name and version of the distribution, that an installed type comes from."""
    return _origins[slug]


def resolve(path: str) -> object:
    """The object behind a dotted path of a declaration.

    Raises:
        PluginError: the path leads nowhere.
    """
    try:
        return import_string(path)
    except ImportError as error:
        raise PluginError(f"A resource type names {path!r}, which can't be imported: {error}") from error


def _load(location: PluginLocation) -> ResourceType:
    try:
        declaration = getattr(import_module(location.module), location.attribute)
    except (ImportError, AttributeError) as error:
        # A bare ModuleNotFoundError would not say whose plugin it is.
        raise PluginError(
            f"The resource type from {location.origin} can't be loaded "
            f"({location.module}:{location.attribute}): {error}. Repair or uninstall it."
        ) from error
    if not isinstance(declaration, ResourceType):
        raise PluginError(f"{location.module}:{location.attribute} from {location.origin} is not a ResourceType.")
    return declaration


def _add(declaration: ResourceType, location: PluginLocation) -> None:
    if declaration.contract[0] != CONTRACT[0] or declaration.contract[1] > CONTRACT[1]:
        wanted, ours = ".".join(map(str, declaration.contract)), ".".join(map(str, CONTRACT))
        raise PluginError(
            f"The resource type “{declaration.slug}” from {location.origin} was written for contract {wanted}; "
            f"this is {ours}. Install the version of it that fits."
        )
    if declaration.slug in _types:
        raise PluginError(f"The slug “{declaration.slug}” from {location.origin} is taken. Choose another one.")
    _types[declaration.slug], _origins[declaration.slug] = declaration, location.origin
