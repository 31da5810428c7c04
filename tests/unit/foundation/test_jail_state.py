"""What is said where the kernel lacks what the jail is made of."""

import sys
from pathlib import Path

import pytest

from cms.foundation.jail import run, state


def without(tmp_path, monkeypatch, line):
    """The launcher as it would be on a kernel that refuses this."""
    folder = tmp_path / "cms" / "foundation" / "jail"
    folder.mkdir(parents=True)
    for source in Path(run.launch.__file__).parent.glob("*.py"):
        text = source.read_text("utf-8")
        (folder / source.name).write_text(text.replace(line, "") if source.name == "launch.py" else text)
    monkeypatch.setattr(run, "_LAUNCHER", str(folder / "launch.py"))


def test_nothing_is_said_where_nothing_is_missing(tmp_path):
    assert state.lacks(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('    landlock.restrict(order["folder"], [*order["reads"], program[0]])\n', ["Landlock"]),
        ("    seccomp.restrict()\n", ["other processes", "connections"]),
    ],
)
def test_what_is_missing_is_said(tmp_path, monkeypatch, line, said):
    without(tmp_path, monkeypatch, line)
    found = state.lacks(tmp_path)
    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))


def test_a_launcher_that_fails_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "_LAUNCHER", str(tmp_path / "gone.py"))
    assert "can't be started" in state.lacks(tmp_path)[0]


def test_a_data_folder_among_the_programs_is_said():
    assert "KHOVANG_DATA" in state.lacks(Path(sys.prefix) / "data")[0]
