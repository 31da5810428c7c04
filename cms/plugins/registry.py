"""The registry of resource types: filled once when the apps are ready, then closed."""

from importlib import import_module

from django.utils.module_loading import import_string

from cms.plugins.contract import CONTRACT, ResourceType
from cms.plugins.discovery import Found, PluginError, discover

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
    for found in discover():
        _add(_load(found), found)
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


def _load(found: Found) -> ResourceType:
    try:
        declaration = getattr(import_module(found.module), found.attribute)
    except (ImportError, AttributeError) as error:
        # A bare ModuleNotFoundError would not say whose plugin it is.
        raise PluginError(
            f"The resource type from {found.origin} can't be loaded ({found.module}:{found.attribute}): {error}. "
            "Repair or uninstall it."
        ) from error
    if not isinstance(declaration, ResourceType):
        raise PluginError(f"{found.module}:{found.attribute} from {found.origin} is not a ResourceType.")
    return declaration


def _add(declaration: ResourceType, found: Found) -> None:
    if declaration.contract[0] != CONTRACT[0] or declaration.contract[1] > CONTRACT[1]:
        wanted, ours = ".".join(map(str, declaration.contract)), ".".join(map(str, CONTRACT))
        raise PluginError(
            f"The resource type “{declaration.slug}” from {found.origin} was written for contract {wanted}; "
            f"this is {ours}. Install the version of it that fits."
        )
    if declaration.slug in _types:
        raise PluginError(f"The slug “{declaration.slug}” from {found.origin} is taken. Choose another one.")
    _types[declaration.slug], _origins[declaration.slug] = declaration, found.origin
