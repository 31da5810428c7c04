import os

import pytest

from cms.run import lock
from cms.run.errors import RunError


def test_a_second_supervisor_is_refused_and_told_who_has_the_folder(tmp_path):
    with (
        lock.held(tmp_path),
        pytest.raises(RunError, match=rf"already running .*{tmp_path}.*process {os.getpid()}"),
        lock.held(tmp_path),
    ):
        pytest.fail("two supervisors hold one folder")


def test_the_folder_is_free_again_afterwards(tmp_path):
    with lock.held(tmp_path):
        pass
    with lock.held(tmp_path):
        assert (tmp_path / "supervisor.lock").read_text() == f"{os.getpid()}\n"


def test_two_folders_do_not_hinder_each_other(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    with lock.held(tmp_path / "a"), lock.held(tmp_path / "b"):
        assert (tmp_path / "b" / "supervisor.lock").exists()
