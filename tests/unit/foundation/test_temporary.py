"""Temporary folders, and what is left of them."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from cms.foundation import clock, temporary


@pytest.fixture(autouse=True)
def place(tmp_path, settings):
    settings.WORK_DIR = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()


def test_a_folder_is_gone_after_its_block_and_safe_within_it():
    with temporary.folder("x") as folder:
        (folder / "file").write_text("x")
        assert temporary.sweep() == 0
        assert (folder / "file").exists()
    assert list(temporary.place().iterdir()) == []


def test_what_a_killed_process_leaves_behind_is_swept(tmp_path):
    program = f"""

from django.conf import settings
settings.configure(WORK_DIR={str(tmp_path)!r}, FILE_UPLOAD_TEMP_DIR=None)
from cms.foundation import temporary
with temporary.folder("x") as folder:
    (folder / "copy of a book").write_bytes(bytes(1000))
    print(flush=True)
    __import__("signal").pause()
"""
    killed = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    killed.stdout.readline()
    assert temporary.sweep() == 0
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert len(list(temporary.place().rglob("copy of a book"))) == 1
    assert temporary.sweep() == 1
    assert list(temporary.place().iterdir()) == []


def test_an_upload_that_never_came_to_its_end_goes_after_a_day(tmp_path):
    old, new = tmp_path / "uploads" / "old", tmp_path / "uploads" / "new"
    for file in (old, new):
        file.write_bytes(b"x")
    before = (clock.now() - timedelta(hours=25)).timestamp()
    os.utime(old, (before, before))
    assert temporary.sweep() == 1
    assert not old.exists()
    assert new.exists()
