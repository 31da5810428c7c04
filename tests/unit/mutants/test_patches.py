import subprocess

import pytest

from cms.run.options import ROOT
from tests.checks.sources import tracked
from tests.mutants.copies import Copy
from tests.mutants.patches import FOLDER, read, read_all

DIFF = "--- a/guard.py\n+++ b/guard.py\n@@ -1,2 +1,1 @@\n-check()\n do()\n"
EXPECTS = "# expects: tests/unit/a/test_guard.py::test_it_checks\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "guard.patch").write_text(f"{EXPECTS}# Why: nobody else looks.\n{DIFF}")
    return tmp_path


def test_the_test_and_the_diff_are_read_and_remarks_are_not(folder):
    mutant = read(folder / "guard.patch")
    assert (mutant.name, mutant.expects, mutant.diff) == (
        "guard",
        "tests/unit/a/test_guard.py::test_it_checks",
        DIFF,
    )


@pytest.mark.parametrize(("ending", "database"), [("", "sqlite"), (" on postgres", "postgres")])
def test_the_database_on_which_its_test_must_fail_is_read(folder, ending, database):
    (folder / "guard.patch").write_text(EXPECTS.replace("\n", f"{ending}\n") + DIFF)
    mutant = read(folder / "guard.patch")
    assert (mutant.expects, mutant.database) == ("tests/unit/a/test_guard.py::test_it_checks", database)


def test_a_patch_that_names_no_test_is_a_fault(folder):
    (folder / "other.patch").write_text(DIFF)
    mutants, faults = read_all([], folder)
    assert ([mutant.name for mutant in mutants], len(faults)) == (["guard"], 1)


def test_a_name_without_a_patch_is_a_fault(folder):
    assert read_all(["nothing"], folder) == ([], ["There is no nothing.patch."])


def test_some_are_named_by_a_pattern(folder):
    (folder / "gate.patch").write_text(EXPECTS + DIFF)
    (folder / "other.patch").write_text(EXPECTS + DIFF)
    mutants, faults = read_all(["g*e", "guard"], folder)
    assert ([mutant.name for mutant in mutants], faults) == (["gate", "guard"], [])


def test_a_copy_lists_the_same_files_as_the_project(tmp_path):
    assert tracked(Copy.make(tmp_path / "gw0").folder) == tracked()


def test_a_patch_changes_the_copy_and_can_be_taken_back(tmp_path):
    (tmp_path / "guard.py").write_text("check()\ndo()\n")
    copy = Copy(tmp_path)
    assert copy.apply(DIFF) == ""
    assert (tmp_path / "guard.py").read_text() == "do()\n"
    copy.take_back(DIFF)
    assert (tmp_path / "guard.py").read_text() == "check()\ndo()\n"


def test_a_patch_that_does_not_fit_says_so_below_another_repository_too(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    copy = tmp_path / "gw0"
    copy.mkdir()
    (copy / "guard.py").write_text("something()\nelse_()\n")
    assert "guard.py" in Copy(copy).apply(DIFF)


def test_every_patch_of_the_project_names_a_test_that_is_there():
    mutants, faults = read_all([])
    assert faults == []
    for mutant in mutants:
        path, _, rest = mutant.expects.partition("::")
        function = rest.rpartition("::")[2].partition("[")[0]
        assert f"def {function}(" in (FOLDER.parents[1] / path).read_text("utf-8"), mutant.name


def test_every_patch_of_the_project_fits_the_code_as_it_is():
    # A guard whose patch fits no longer is a guard that nobody tries.
    for mutant in read_all([])[0]:
        done = subprocess.run(
            ["git", "apply", "--check", "-"], cwd=ROOT, input=mutant.diff, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{mutant.name}: {done.stderr}"
