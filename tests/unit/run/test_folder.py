"""A folder in which nothing can be kept is said in words, whatever is the matter with it."""

import errno
import fcntl
import os
import stat

import pytest

from cms.run import folder
from cms.run.__main__ import main
from cms.run.errors import RunError


def test_a_new_folder_is_made_for_its_owner_alone(tmp_path):
    folder.make_ready(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) & 0o066 == 0
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["logs", "run", "work"]
    assert list((tmp_path / "a" / "b" / "run").iterdir()) == []


@pytest.mark.parametrize("below", ["", "data", "data/more"])
def test_a_file_in_the_way_is_named(tmp_path, below):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="is a file and no folder"):
        folder.make_ready(tmp_path / "file" / below)


def test_a_name_that_is_too_long_is_no_folder(tmp_path):
    with pytest.raises(RunError, match="can't be a folder"):
        folder.make_ready(tmp_path / ("x" * 300))


@pytest.mark.parametrize("given", ["~nobody-of-this-name/data", "x\0y"])
def test_a_path_that_names_nothing_is_said_with_its_variable(given):
    with pytest.raises(RunError, match="names no folder"):
        folder.absolute(given)


def test_a_loop_of_links_is_no_folder(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(RunError):
        folder.make_ready(folder.absolute(str(tmp_path / "a")))


def test_home_and_relative_paths_are_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert folder.absolute("~/data") == folder.absolute("data") == (tmp_path / "data").resolve()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "may not write to"),
        (errno.EPERM, "may not write to"),
        (errno.EROFS, "can only be read"),
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EIO, "can't be used"),
    ],
)
@pytest.mark.parametrize("call", ["mkdir", "chmod", "open", "write", "fsync"])
def test_what_the_system_refuses_is_said_with_what_to_do(tmp_path, monkeypatch, number, words, call):
    def refuse(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(RunError, match=words) as said:
        folder.make_ready(tmp_path / "data")
    assert "KHOVANG_DATA=" in str(said.value)


@pytest.mark.parametrize("call", ["lockf", "flock"])
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_drive_without_locks_is_refused(tmp_path, monkeypatch, call, number):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, call, refuse)
    with pytest.raises(RunError, match="without file locks"):
        folder.make_ready(tmp_path)


def test_a_drive_that_keeps_nothing_from_others_is_refused(tmp_path, monkeypatch):
    seen = os.fstat
    monkeypatch.setattr(os, "fstat", lambda number: _open_to_all(seen(number)))
    with pytest.raises(RunError, match="keeps no file from others"):
        folder.make_ready(tmp_path)


def _open_to_all(status):
    return os.stat_result((status.st_mode | 0o077, *status[1:]))


@pytest.mark.parametrize("arguments", [[], ["manage", "check"]])
@pytest.mark.parametrize("given", ["/dev/null", "/dev/null/data", "/proc/data", "~nobody-of-this-name"])
def test_the_start_says_it_without_a_traceback(monkeypatch, capfd, given, arguments):
    monkeypatch.setenv("KHOVANG_DATA", given)
    assert main(arguments) == 1
    said = capfd.readouterr()
    assert "Traceback" not in said.err + said.out
    assert said.err.strip()


def test_an_installation_whose_note_is_damaged_is_said_too(tmp_path, monkeypatch, capfd):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "environment.json").write_text('{"half')
    monkeypatch.setenv("KHOVANG_DATA", str(tmp_path))
    assert main(["manage", "check"]) == 1
    assert "start it once" in capfd.readouterr().err
