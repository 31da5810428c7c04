"""The checker of the layers finds what is planted: one breach for each contract."""

import subprocess
import sys
from pathlib import Path

import pytest

from cms.run.options import ROOT
from tests.mutants.copies import Copy

BREACHES = {
    "a lower layer imports a higher one": ("cms/foundation/ids.py", "from cms.accounts import models"),
    "inside a function": ("library_pages/catalogue/enums.py", "def late():\n    import library_collections.models"),
    "the contract knows a neighbour": ("cms/plugins/contract.py", "from cms.foundation import clock"),
    "the public package is passed by": (
        "library_pages/types/ebook/lengths.py",
        "from library_pages.text import wording",
    ),
    "the port is passed by": ("library_pages/catalogue/enums.py", "import tantivy"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy.make(tmp_path_factory.mktemp("layers") / "copy").folder


def lint(folder):
    program = str(Path(sys.executable).with_name("lint-imports"))
    command = [program, "--no-logo", "--no-cache"]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": f"{folder}:{folder}/collections"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_project_as_it_is_keeps_its_contracts():
    assert lint(ROOT).returncode == 0


@pytest.mark.parametrize("name", BREACHES)
def test_a_planted_breach_is_found(copy, name):
    path, line = BREACHES[name]
    before = (copy / path).read_text("utf-8")
    (copy / path).write_text(f"{before}\n\n{line}\n", "utf-8")
    try:
        done = lint(copy)
    finally:
        (copy / path).write_text(before, "utf-8")
    assert done.returncode == 1
    assert path.removesuffix(".py").replace("/", ".") in done.stdout
