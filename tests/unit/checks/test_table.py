import subprocess

import pytest

from tests.checks.docstrings import repeats, says_little
from tests.checks.table import ROWS, measured, table


@pytest.fixture
def committed(project):
    """Makes a repository with one commit of `{path: text}`; its root."""

    def make(files):
        root = project(files)
        subprocess.run(["git", "add", "-A"], cwd=root, check=True)
        who = ["-c", "user.name=a", "-c", "user.email=a@example.test"]
        subprocess.run(["git", *who, "commit", "-qm", "one"], cwd=root, check=True)
        return root

    return make


FILES = {
    "search/port.py": '"""The port."""\n\n\nclass PassageHit:\n    """A piece of a work with its place."""\n',
    "search/views.py": '"""The results page (plans.md 3)."""\n\nNAMED = Facet.GRADE\n',
    "library_pages/text/admin/panels.py": "x = 1\ny = 2\n",
    "library_pages/media/admin/panels.py": "x = 1\n",
    "library_pages/media/migrations/0001_initial.py": "x = 1\n" * 900,
    "tests/a.py": 'def open_book():\n    """Opens the books."""\n',
}


def test_a_commit_is_measured_by_its_files(committed):
    found = measured("HEAD", committed(FILES))

    assert found["citations of what is not in the repository"] == 1
    assert found["docstrings of three words or fewer"] == 2
    assert found["docstrings that repeat the name"] == 2
    assert found["modules of the applications"] == 4
    assert found["lines of a module, median"] == 2
    assert found["lines of a module, largest"] == 5
    assert found["modules of library_pages/media"] == 1
    assert found["lines of modules that text and media both have"] == 3
    assert found["files that name a facet"] == 1
    assert found["classes named for a passage"] == 1


def test_what_is_not_committed_is_not_measured(committed):
    root = committed(FILES)
    (root / "search" / "new.py").write_text("x = 1\n")

    assert measured("HEAD", root)["modules of the applications"] == 4


def test_each_commit_has_a_column_and_each_measure_a_row(committed):
    lines = list(table(["HEAD", "HEAD~0"], committed(FILES)))

    assert lines[0] == "| | HEAD | HEAD~0 |"
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == list(ROWS)


@pytest.mark.parametrize(
    ("name", "said", "little", "repeated"),
    [
        ("find_items", "Find the items.", True, True),
        ("SubjectViewSet", "The view set of a subject.", False, True),
        ("week", "The week by its number in the year (ISO 8601).", False, False),
    ],
)
def test_a_docstring_is_judged_by_its_words(name, said, little, repeated):
    assert (says_little(said), repeats(name, said)) == (little, repeated)
