import os
import stat

import pytest

from cms.run.services.folders import SOCKET_PATH_LIMIT, cache_folder, socket_folder
from cms.run.services.probe import ServiceError


def deep(tmp_path):
    return tmp_path / ("a" * SOCKET_PATH_LIMIT)


def test_a_short_folder_takes_its_own_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    short = tmp_path / "s"

    folder = socket_folder(short, "x.sock")

    assert folder == short
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_long_folder_gets_a_short_private_one_always_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    folder = socket_folder(deep(tmp_path), "x.sock")

    assert folder.parent == tmp_path
    assert folder == socket_folder(deep(tmp_path), "x.sock")
    assert folder != socket_folder(deep(tmp_path) / "other", "x.sock")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_bytes_count_and_not_letters(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    room = SOCKET_PATH_LIMIT - len(os.fsencode(tmp_path)) - len("/x.sock") - 1
    vietnamese = tmp_path / ("ư" * room)  # fits by letters, is twice too long by bytes

    assert socket_folder(vietnamese, "x.sock") != vietnamese


def test_a_short_folder_laid_out_as_a_trap_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    wanted = deep(tmp_path)
    folder = socket_folder(wanted, "x.sock")
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ServiceError, match="belongs to somebody else"):
        socket_folder(wanted, "x.sock")


def test_the_cache_can_be_entered_by_the_account_that_servers_run_under():
    folder = cache_folder()

    assert folder.is_dir()
    assert os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])
