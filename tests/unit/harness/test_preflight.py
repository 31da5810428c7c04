"""The first look of `make test`, as its own process: before anything is installed."""

import subprocess
import sys

import pytest

from cms.run.options import ROOT

SCRIPT = str(ROOT / "tests" / "preflight.py")


@pytest.fixture
def look(tmp_path):
    """Exit code and output with only the named programs on the path, and empty caches."""

    def run(kind, programs=(), **environment):
        folder = tmp_path / "bin"
        folder.mkdir()
        for name, says in dict(programs).items():
            (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
            (folder / name).chmod(0o755)
        done = subprocess.run(
            [sys.executable, SCRIPT, kind],
            env={"PATH": str(folder), "XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()

    return run


def test_it_imports_nothing_that_must_be_installed_first():
    done = subprocess.run([sys.executable, "-I", "-S", SCRIPT, "lint"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_everything_that_is_missing_is_named_at_once_with_the_command(look):
    code, lines = look("test")
    missing = {line.split(" is missing")[0] for line in lines}
    assert code == 1
    assert {"git", "gettext", "Chromium"} <= missing
    assert all("apt-get install " in line for line in lines)


def test_checkers_alone_ask_for_less(look):
    code, lines = look("lint", {"git": "", "xgettext": ""})
    assert (code, lines) == (0, [])


def test_servers_of_somebody_else_need_not_be_got(look):
    programs = {"git": "", "xgettext": "", "chromium": ""}
    assert look("test", programs, SERVICES="external") == (0, [])
