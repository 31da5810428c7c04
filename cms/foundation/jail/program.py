"""Runs a module of ours apart from the site, started by `jail.run`: `program.py MODULE argument…` calls its `main`."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

_PACKAGES: Final = ("cms", "library_pages")


def command_of(module: ModuleType, *arguments: object) -> list[str]:
    """What starts a module whose `main` takes a list of words."""
    return [sys.executable, "-I", str(Path(__file__).resolve()), module.__name__, *map(str, arguments)]


def _find_our_packages() -> None:
    """Make our code importable: the folder it lies in may not be listed here, and `cms/__init__.py` loads Celery."""
    sources = Path(__file__).resolve().parents[3]
    for name in _PACKAGES:
        package = ModuleType(name)
        package.__path__ = [str(sources / name)]
        sys.modules[name] = package


if __name__ == "__main__":
    _find_our_packages()
    importlib.import_module(sys.argv[1]).main(sys.argv[2:])
