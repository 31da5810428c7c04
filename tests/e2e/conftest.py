"""A site that a test starts for itself."""

import shutil
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock

from tests.e2e.supervisor.supervised import Run, copied


@pytest.fixture
def place():
    """A short path: sockets lie in it."""
    made = Path(tempfile.mkdtemp(prefix="kv-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def first_start(tmp_path_factory, worker_id):
    """The data folder that a first start leaves, made once for all workers, and what that start said."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    data, said = base / "first" / "d", base / "first" / "said"
    with FileLock(base / "first.lock"):
        if not said.exists():
            data.parent.mkdir()
            with Run(data) as run:
                run.ready()
                status, _ = run.get("/vao/")
                code = run.end()
            said.write_text("\n".join([f"exit {code}", f"page {status}", *run.said]))
    return data, said.read_text().splitlines()


@pytest.fixture
def data(first_start, place):
    """A copy of it."""
    return copied(first_start[0], place / "d")


@pytest.fixture
def start():
    """Starts supervisors and leaves none."""
    runs = []

    def begin(data, **choices):
        runs.append(Run(data, **choices))
        return runs[-1]

    yield begin
    for run in runs:
        run.close()
