"""`python -m tests.checks.locks`: lock files hold versions and hashes, no addresses, and fit what they lock."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cms.run.options import ROOT
from tests.checks.sources import report

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://|--(?:index-url|extra-index-url|find-links)|^-i\b", re.MULTILINE)


def pins(path: Path) -> dict[str, Version]:
    """Locked versions by canonical name."""
    return {canonicalize_name(name): Version(version) for name, version in _PIN.findall(path.read_text("utf-8"))}


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each address, missing hash, and requirement that the lock doesn't meet."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"]
    yield from _python(root / "requirements.lock", wanted)
    yield from _python(root / "requirements-dev.lock", [*wanted, *project["dependency-groups"]["dev"]])
    run, dev = pins(root / "requirements.lock"), pins(root / "requirements-dev.lock")
    for name, version in run.items():
        if dev.get(name) != version:
            yield f"requirements-dev.lock: {name} is not {version}, which people run."
    yield from _node(root)


def _python(lock: Path, wanted: list[str]) -> Iterator[str]:
    text, locked = lock.read_text("utf-8"), pins(lock)
    if _ADDRESS.search(text):
        yield f"{lock.name}: holds the address of a registry; make it with --no-emit-index-url --no-annotate."
    for block in re.split(r"\n(?=\S)", text):
        if _PIN.match(block) and "--hash=sha256:" not in block:
            yield f"{lock.name}: {block.splitlines()[0]} has no hash."
    for text_of in wanted:
        requirement = Requirement(text_of)
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{lock.name}: {requirement} is locked as {version}."


def _node(root: Path) -> Iterator[str]:
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    project = json.loads((root / "package.json").read_text("utf-8"))
    top = lock["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        if top.get(kind, {}) != project.get(kind, {}):
            yield f"package-lock.json: its {kind} are not those of package.json."
    for name, package in lock["packages"].items():
        if "resolved" in package:
            yield f"package-lock.json: {name} holds an address."
        if name and "integrity" not in package:
            yield f"package-lock.json: {name} has no hash."


if __name__ == "__main__":
    sys.exit(report(list(faults()), "Make the locks anew: `make locks`."))
