"""Compiles message catalogues, without the gettext programs that a school's PC does not have."""

from collections.abc import Iterator
from pathlib import Path

import polib


def catalogues(root: Path) -> Iterator[Path]:
    """Every django.po of ours below the project's folder."""
    for top in ("cms", "library_pages", "collections", "search", "analytics"):
        yield from sorted((root / top).glob("**/locale/*/LC_MESSAGES/django*.po"))


def compile_catalogues(root: Path) -> int:
    """Make each .mo that is missing or older than its .po; how many were made."""
    made = 0
    for source in catalogues(root):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        part = target.with_suffix(".mo.part")
        polib.pofile(str(source)).save_as_mofile(str(part))
        part.replace(target)
        made += 1
    return made
