import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.harness.waiting import ended


@pytest.fixture
def folder():
    """A short path that servers under another account can reach: neither holds for pytest's own folders."""
    made = Path(tempfile.mkdtemp(prefix="kv-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def gone():
    """Whether a process has ended, one that nobody waits for included."""

    def ask(pid: int) -> bool:
        try:
            state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        return state in {"Z", "X"}

    assert not ask(os.getpid())
    return ask


@pytest.fixture
def ends():
    """Waits, 20 s at most, for the end of a process that need not be our child; whether it came."""
    return ended
