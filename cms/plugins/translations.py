"""Compiles message catalogues, without the gettext programs that a school's PC does not have.

Those of a distribution are compiled where they lie: from a place of their own Django would put them before the
library's, and a plugin's word for “Open” would stand on every page.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from cms.plugins.discovery import PluginLocation, discover

_OURS = ("cms", "library_pages", "collections", "search", "analytics")


def catalogues(root: Path) -> Iterator[Path]:
    """Every django.po of ours below the project's folder."""
    for top in _OURS:
        yield from sorted((root / top).glob("**/locale/*/LC_MESSAGES/django*.po"))


def outside() -> list[PluginLocation]:
    """Plugins that are distributions of their own."""
    return [plugin for plugin in discover() if plugin.installed_at]


def uncompiled(plugin: PluginLocation) -> list[Path]:
    """Catalogues of a plugin that Django would not find."""
    return [path for path in _catalogues_of(plugin) if not path.with_suffix(".mo").exists()]


def why_not_compiled(source: Path) -> str:
    """What is wrong with a catalogue; empty when only nobody has compiled it."""
    try:
        polib.pofile(str(source))
    except OSError as error:  # what polib raises of a syntax error too
        return str(error)
    return ""


def compile_catalogues(root: Path) -> int:
    """Make each .mo of ours that is missing or older than its .po; how many were made."""
    return _compile(catalogues(root))


def compile_plugins() -> int:
    """The same for distributions; what is wrong or can't be written is left to the checks."""
    made = 0
    for plugin in outside():
        try:
            made += _compile(_catalogues_of(plugin))
        except OSError:
            continue
    return made


def _catalogues_of(plugin: PluginLocation) -> list[Path]:
    return sorted(plugin.folder.glob("locale/*/LC_MESSAGES/django*.po")) if plugin.folder else []


def _compile(sources: Iterable[Path]) -> int:
    made = 0
    for source in sources:
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        part = target.with_suffix(".mo.part")
        polib.pofile(str(source)).save_as_mofile(str(part))
        part.replace(target)
        made += 1
    return made
