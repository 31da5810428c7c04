"""`make new-type` gives a folder that works as it is: in a copy of the project it passes what every type must pass."""

import shutil
import subprocess
import sys

import pytest

from cms.run.options import ROOT
from tests.harness.environment import without_ours
from tests.harness.state import VARIABLE

NOT_COPIED = shutil.ignore_patterns(
    ".venv", ".git", ".cache", "node_modules", "data", "__pycache__", "static_dist", "docs", "bench"
)


@pytest.fixture
def project(tmp_path):
    """A copy of the project in which commands run; answers with what they say."""
    copy = shutil.copytree(ROOT, tmp_path / "project", ignore=NOT_COPIED)
    (copy / "cms" / "web" / "static_dist").mkdir(parents=True)
    environment = {name: value for name, value in without_ours().items() if name != VARIABLE} | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "KHOVANG_DATA": str(tmp_path),
    }

    def run(*command):
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, cwd=copy, env=environment, check=False
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout

    return run


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_type_made_from_the_skeleton_passes_the_suite_that_every_type_passes(project):
    project("manage.py", "new_type", "folk_song", "--vi", "Dân ca")
    project("manage.py", "makemigrations", "--check", "--dry-run", "folk_song")
    said = project("-m", "pytest", "tests/contract/plugins", "-v", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly")
    assert len([line for line in said.splitlines() if "[folk_song]" in line and "PASSED" in line]) >= 10
