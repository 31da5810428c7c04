import shutil
import tempfile
from pathlib import Path

import pytest

from tests.e2e.supervisor.supervised import Run
from tests.faults.province import Province


@pytest.fixture(scope="package")
def province():
    """One for all drills: each leaves it well."""
    place = Path(tempfile.mkdtemp(prefix="kv-"))
    place.chmod(0o755)
    with Run(place / "d", PROFILE="province", SAMPLE="yes") as run:
        yield Province(run.ready())
    shutil.rmtree(place)
