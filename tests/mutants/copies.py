"""Copies of the project in which guards are taken away; the project itself is never touched."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cms.run.options import ROOT
from tests.checks.sources import tracked

_BUILT = ("cms/web/static_dist", "node_modules")
"""What is not under version control and is only read: linked."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy, used by one worker at a time."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Self:
        """Copy what is there now, changes that are not committed yet included."""
        for path in (*tracked(), *(found.relative_to(ROOT) for found in _catalogues())):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, target)
        # Tests of the sources ask git which files there are; a link is not what .gitignore calls a folder.
        subprocess.run(["git", "init", "--quiet", folder], check=True, capture_output=True)
        (folder / ".git/info/exclude").write_text("".join(f"/{name}\n" for name in _BUILT), "utf-8")
        for name in _BUILT:
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        return cls(folder)

    @property
    def worker(self) -> str:
        """As xdist names workers, so that each has a database of its own."""
        return self.folder.name

    def apply(self, diff: str) -> str:
        """Empty when the patch was applied, else what git says."""
        return self._git(diff)

    def take_back(self, diff: str) -> None:
        said = self._git(diff, "--reverse")
        if said:
            raise RuntimeError(said)

    def _git(self, diff: str, *options: str) -> str:
        # A folder above must not make git think that it is in a repository: it would apply nothing and say nothing.
        done = subprocess.run(
            ["git", "apply", *options, "-"],
            cwd=self.folder,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": str(self.folder.parent)},
            input=diff,
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if done.returncode == 0 else done.stderr or f"exit code {done.returncode}"


def _catalogues() -> list[Path]:
    return [
        path
        for top in ("cms", "library_pages", "collections", "search", "analytics")
        for path in (ROOT / top).rglob("*.mo")
    ]
