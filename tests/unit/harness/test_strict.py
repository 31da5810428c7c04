"""The plugin that lets no gap pass, in a pytest of its own."""

import os
import subprocess
import sys

import pytest

from cms.run.options import ROOT

SKIPS = "import pytest\n\n@pytest.mark.skip\ndef test_a(): pass\n"
EXPECTED = "import pytest\n\n@pytest.mark.xfail\ndef test_a(): assert False\n"
SURPRISE = "import pytest\n\n@pytest.mark.xfail\ndef test_a(): pass\n"
GOOD = "def test_a(): pass\n\ndef test_b(): pass\n"
SLOW = "import pytest\n\n@pytest.mark.slow\ndef test_slow(): assert False\n\ndef test_b(): pass\n"


@pytest.fixture
def run(tmp_path):
    """Exit code and output of pytest over one file."""

    def go(text, *options):
        (tmp_path / "test_it.py").write_text(text)
        (tmp_path / "empty.ini").write_text("[pytest]\n")
        plugins = ["-p", "tests.plugins_pytest.strict", "-p", "no:django", "-p", "no:cacheprovider", "-n0"]
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                *plugins,
                "-c",
                "empty.ini",
                "-n0",
                "--strict-markers",
                *options,
                "test_it.py",
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    return go


def test_a_run_without_gaps_passes(run):
    assert run(GOOD, "--complete")[0] == 0


@pytest.mark.parametrize("text", [SKIPS, EXPECTED, SURPRISE])
def test_a_skip_and_an_expected_failure_fail_the_run(run, text):
    code, said = run(text)
    assert code == 1
    assert "Not allowed: 1 " in said


@pytest.mark.slow
def test_a_deselection_fails_a_complete_run_only(run):
    assert run(GOOD, "-k", "test_a")[0] == 0
    assert run(GOOD, "-k", "test_a", "--complete")[0] == 1


@pytest.mark.slow
def test_slow_tests_are_left_to_the_deep_run_and_run_when_asked_for(run):
    assert run(SLOW, "--complete")[0] == 0
    assert run(SLOW, "--complete", "--deep")[0] == 1
    assert run(SLOW)[0] == 1
