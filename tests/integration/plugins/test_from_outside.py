"""A type from another distribution, installed by pip into an environment of its own, taken away, installed again."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from uuid import uuid4

import pytest

from cms.run.options import ROOT
from tests.harness.environment import without_ours
from tests.harness.fixtures.services import _remove_indexes
from tests.harness.state import VARIABLE

HERE = Path(__file__).parent
# A type without a content of the library's, and one with a kind of content that it brings itself.
VISITS = {"poem": "visit.py", "songbook": "visit_songbook.py"}


class Outside:
    """A fresh virtual environment that sees our packages, a copy of the plugin of this slug, and a data folder."""

    def __init__(self, folder: Path, slug: str) -> None:
        self.name = f"khovang_{slug}"
        plugin, unwanted = ROOT / "tests" / "plugins" / self.name, shutil.ignore_patterns("__pycache__", "*.mo")
        self.source = shutil.copytree(plugin, folder / "plugin", ignore=unwanted)
        self.python = folder / "venv" / "bin" / "python"
        (folder / "data").mkdir()
        venv.EnvBuilder(with_pip=False, symlinks=True).create(folder / "venv")
        packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
        # Our own packages are not installed again; the plugin is, and alone.
        ours = sysconfig.get_path("purelib")
        (packages / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n")
        self.environment = {name: value for name, value in without_ours().items() if name != VARIABLE} | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "KHOVANG_DATA": str(folder / "data"),
            "REDIS_URL": f"redis+socket://{folder}/nowhere.sock",
        }

    def run(self, *command: str) -> str:
        """Run Python in the environment; its words when it ends well."""
        done = subprocess.run(
            [str(self.python), *command],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            pytest.fail(
                f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-4000:]}\n{done.stderr[-6000:]}"
            )
        return done.stdout

    def install(self) -> None:
        """From its folder, without a network."""
        self.run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", str(self.source))

    def uninstall(self) -> None:
        """As an operator would."""
        self.run("-m", "pip", "uninstall", "--quiet", "--yes", self.name)

    def start(self) -> None:
        """What every start does before it serves."""
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "reconcile_types")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("slug", VISITS)
def test_a_type_from_outside_comes_goes_and_comes_back(tmp_path, slug):
    outside, visit = Outside(tmp_path, slug), str(HERE / VISITS[slug])
    outside.install()
    outside.start()
    outside.run(visit, "make")
    outside.uninstall()
    outside.start()
    outside.run(visit, "gone")
    outside.install()
    outside.start()
    outside.run(visit, "back")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_facet_from_outside_narrows_with_every_engine(tmp_path, elasticsearch_url):
    outside, visit = Outside(tmp_path, "poem"), str(HERE / VISITS["poem"])
    prefix = f"kvt-outside-{uuid4().hex}"
    outside.environment |= {"ELASTICSEARCH_URL": elasticsearch_url, "SEARCH_INDEX_PREFIX": prefix}
    outside.install()
    outside.start()
    outside.run(visit, "make")
    try:
        outside.run(visit, "narrow")
    finally:
        _remove_indexes(elasticsearch_url, prefix)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("slug", VISITS)
def test_a_type_from_outside_passes_the_suite_that_every_type_passes(tmp_path, slug):
    outside = Outside(tmp_path, slug)
    outside.install()
    del outside.environment["REDIS_URL"]
    said = outside.run(
        "-m", "pytest", "tests/contract/plugins", "-v", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly"
    )
    passed = [line for line in said.splitlines() if f"[{slug}]" in line and "PASSED" in line]
    assert len(passed) >= 10
    assert "skipped" not in said


@pytest.mark.timeout(600)
def test_a_type_whose_callables_raise_takes_down_no_page_of_others(tmp_path):
    outside = Outside(tmp_path, "leaflet")
    outside.install()
    outside.start()
    outside.run(str(HERE / "visit_raising.py"))


@pytest.mark.parametrize("slug", [*VISITS, "leaflet"])
def test_the_plugins_are_not_installed_here(slug):
    # Else the tests above would prove nothing.
    done = subprocess.run(
        [sys.executable, "-c", f"import khovang_{slug}"],
        capture_output=True,
        env=dict(os.environ),
        check=False,
        cwd="/",
    )
    assert done.returncode == 1
