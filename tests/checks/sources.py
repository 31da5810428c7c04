"""The files that the checks look at: those that git knows or would take, never what was built or downloaded."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from cms.run.options import ROOT

APPS = ("cms", "library_pages", "collections", "search", "analytics")
"""Top folders that hold applications."""


def tracked(root: Path = ROOT) -> list[Path]:
    """Paths relative to the root, in order; new files that are not ignored included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(Path(name) for name in set(listed.split("\0")) if name and (root / name).is_file())


def app_folders(root: Path = ROOT) -> Iterator[Path]:
    """Each application's folder, relative to the root, the test plugin's included."""
    for path in tracked(root):
        if path.name == "apps.py" and (path.parts[0] in APPS or path.parts[:2] == ("tests", "plugins")):
            yield path.parent


def report(faults: list[str], advice: str) -> int:
    """Print what was found; the exit code."""
    for fault in faults:
        print(fault)
    if faults:
        print(advice)
    return int(bool(faults))
