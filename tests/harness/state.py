"""The folder of one run: addresses of the services that its processes share, and each worker's own files."""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

VARIABLE: Final = "KHOVANG_TEST_STATE"
_EXTERNAL: Final = "external.json"


@dataclass(frozen=True, slots=True)
class State:
    """Paths of one run; nothing here starts anything.

    Attributes:
        folder: short, and passable for the service account: PostgreSQL and Elasticsearch run under another one.
    """

    folder: Path

    @classmethod
    def make(cls, owner: int) -> "State":
        """A new folder, said to the processes that are started from here on; it belongs to the process `owner`."""
        folder = Path(tempfile.mkdtemp(prefix="kvt-"))
        folder.chmod(0o755)
        (folder / "owner").write_text(str(owner), "ascii")
        os.environ[VARIABLE] = str(folder)
        return cls(folder)

    @classmethod
    def inherited(cls) -> "State | None":
        """The folder of the run that this process belongs to; None when it is the first of its run."""
        folder = os.environ.get(VARIABLE)
        return cls(Path(folder)) if folder else None

    @property
    def owner(self) -> int:
        """The process with which the run ends."""
        return int((self.folder / "owner").read_text("ascii"))

    @property
    def worker(self) -> str:
        """`gw0`, `gw1`, … under xdist, else `main`."""
        return os.environ.get("PYTEST_XDIST_WORKER", "main")

    @property
    def own(self) -> Path:
        """The folder of this worker alone."""
        folder = self.folder / self.worker
        folder.mkdir(mode=0o755, exist_ok=True)
        return folder

    def note(self, service: str) -> Path:
        """The file in which a service's keeper says where it is reached."""
        return self.folder / f"{service}.json"

    @property
    def migrated(self) -> Path:
        """A database file with all migrations, for sites that need not run them; there once somebody has laid it."""
        return self.folder / "migrated.sqlite3"

    @property
    def external(self) -> dict[str, str]:
        """The addresses that `SERVICES=external` took from the environment; empty when the run starts its own."""
        path = self.folder / _EXTERNAL
        found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return found

    def use(self, external: dict[str, str]) -> None:
        """Remember the addresses of servers that somebody else has started."""
        (self.folder / _EXTERNAL).write_text(json.dumps(external), "utf-8")

    def notes(self) -> dict[str, dict[str, Any]]:
        """What every keeper of the run has said, by service."""
        return {
            path.stem: json.loads(path.read_text("utf-8"))
            for path in self.folder.glob("*.json")
            if path.name != _EXTERNAL and not path.name.startswith("counts")
        }

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
