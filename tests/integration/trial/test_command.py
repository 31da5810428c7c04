"""`make try FOLDER=…` as somebody types it: the table, the sentences, and nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cms.run.options import ROOT
from tests.factories.epubs import epub


def tried(*arguments, **environment):
    values = {name: value for name, value in os.environ.items() if not name.startswith(("KHOVANG", "DJANGO"))}
    command = [sys.executable, "-m", "cms.trial", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=values | environment, capture_output=True, text=True, check=False, timeout=200
    )


@pytest.mark.slow
def test_a_folder_is_tried_and_nothing_is_kept(tmp_path):
    files, place = tmp_path / "sách", tmp_path / "tmp"
    (files / "lớp 4").mkdir(parents=True)
    place.mkdir()
    (files / "lớp 4" / "nghé.epub").write_bytes(epub().pack())
    (files / "thư.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    done = tried(files, TMPDIR=str(place))
    assert done.returncode == 0, done.stderr
    assert "lớp 4/nghé.epub" in done.stdout
    assert "Lưu thành PDF rồi đăng tải tệp PDF." in done.stdout
    assert "2 files: 1 accepted, 1 refused, 0 of these without a reason." in done.stdout
    assert list(place.glob("khovang-try-*")) == []


@pytest.mark.parametrize("folder", [[], [""], ["/there/is/no/such/folder"]])
def test_without_a_folder_it_says_how_to_call_it(folder):
    done = tried(*folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Say which folder to try: make try FOLDER=/path/to/files" in done.stderr
