"""Distributions with resource types, installed by pip into an environment of their own."""

import shutil
import subprocess
import sysconfig
import venv
from collections.abc import Iterable
from pathlib import Path

import pytest

from cms.run.options import ROOT
from tests.harness.environment import without_ours
from tests.harness.state import VARIABLE


class Environment:
    """A fresh virtual environment that sees our packages, and a data folder."""

    def __init__(self, folder: Path) -> None:
        self.python = folder / "venv" / "bin" / "python"
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        venv.EnvBuilder(with_pip=False, symlinks=True).create(folder / "venv")
        self.packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
        # Our own packages are not installed again; the plugins are, and alone.
        ours = sysconfig.get_path("purelib")
        (self.packages / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n")
        self.environment = {name: value for name, value in without_ours().items() if name != VARIABLE} | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "KHOVANG_DATA": str(self.data),
            "REDIS_URL": f"redis+socket://{folder}/nowhere.sock",
        }

    def ask(self, *command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """Run Python in the environment, however it ends."""
        arguments = [str(self.python), *command]
        return subprocess.run(
            arguments, capture_output=True, text=True, env=self.environment, cwd=cwd, check=False, timeout=300
        )

    def run(self, *command: str, cwd: Path = ROOT) -> str:
        """Run Python in the environment; its words when it ends well."""
        done = self.ask(*command, cwd=cwd)
        if done.returncode:
            pytest.fail(
                f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}\n{done.stderr[-6000:]}"
            )
        return done.stdout

    def install_from(self, sources: Iterable[Path]) -> None:
        """From their folders, without a network."""
        quietly = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation")
        self.run("-m", "pip", "install", *quietly, *map(str, sources))

    def start(self) -> None:
        """What every start does before it serves."""
        self.run("manage.py", "compile_translations")
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "reconcile_types")


class Outside(Environment):
    """An environment for the plugin of this slug in tests/plugins, of which it has a copy."""

    def __init__(self, folder: Path, slug: str) -> None:
        super().__init__(folder)
        self.name = f"khovang_{slug}"
        plugin, unwanted = ROOT / "tests" / "plugins" / self.name, shutil.ignore_patterns("__pycache__", "*.mo")
        self.source = shutil.copytree(plugin, folder / "plugin", ignore=unwanted)

    def install(self) -> None:
        """As an operator would."""
        self.install_from([self.source])

    def uninstall(self) -> None:
        """As an operator would."""
        self.run("-m", "pip", "uninstall", "--quiet", "--yes", self.name)
