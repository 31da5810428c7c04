"""The worker that reads hostile files apart from the site: real processes, real files."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.jail import run, worker
from library_pages.text.jail.run import LIMITS, cover_of, lines_of_pdf, redrawn_picture
from tests.factories import pdfs


def lines(tmp_path, content, limits=LIMITS, beat=lambda _done: None):
    file = tmp_path / "upload"
    file.write_bytes(content)
    return list(lines_of_pdf(file, tmp_path, beat, limits))


def refusal(tmp_path, content, limits=LIMITS):
    with pytest.raises(RefusedError) as refused:
        lines(tmp_path, content, limits)
    return refused.value


def test_a_pdf_is_told_page_by_page(tmp_path):
    told = []
    document, *pages = lines(tmp_path, pdfs.pdf(["Đảo giấu vàng", "Trang hai"], title="Đảo"), beat=told.append)
    assert document["pages"] == 2
    assert document["metadata"]["Title"] == "Đảo"
    assert [page["text"].strip() for page in pages] == ["Đảo giấu vàng", "Trang hai"]
    assert not any(page["pictures"] for page in pages)
    assert told == sorted(told)


def test_the_first_page_is_the_cover(tmp_path):
    lines(tmp_path, pdfs.pdf(["Bìa"]))
    with Image.open(io.BytesIO(cover_of(tmp_path))) as cover:
        assert cover.format == "JPEG"
        assert max(cover.size) <= worker.COVER_EDGE


def test_bookmarks_and_printed_numbers_are_told(tmp_path):
    document = lines(tmp_path, pdfs.pdf(["a", "b"], sections=[(1, "Một", 0), (2, "Một a", 1)], labels=True))[0]
    assert document["outline"] == [
        {"depth": 0, "title": "Một", "page": 0},
        {"depth": 1, "title": "Một a", "page": 1},
    ]
    assert document["labels"] == ["i", "ii"]


def test_pages_that_are_pictures_are_told_apart(tmp_path):
    pages = lines(tmp_path, pdfs.picture_pdf(2))[1:]
    assert [(page["text"], page["pictures"]) for page in pages] == [("", True), ("", True)]


def test_a_password_is_said_to_be_one(tmp_path):
    assert refusal(tmp_path, pdfs.pdf(["x"], lock="mat-khau")).code == "pdf-password"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + bytes(2000), b"not a pdf"])
def test_a_damaged_file_is_refused_and_not_retried(tmp_path, content):
    assert refusal(tmp_path, content).code == "pdf-broken"


def test_a_torn_file_is_either_read_or_refused(tmp_path):
    whole = pdfs.pdf(["Trang"] * 5)
    codes = set()
    for cut in range(50, len(whole), len(whole) // 7):
        try:
            lines(tmp_path, whole[:cut])
        except RefusedError as refused:
            codes.add(refused.code)
    assert codes <= {"pdf-broken", "pdf-no-pages"}


def test_more_pages_than_allowed_are_refused(tmp_path, monkeypatch):
    small = Path(worker.__file__).read_text().replace("MAX_PAGES = 10_000", "MAX_PAGES = 3")
    copy = tmp_path / "worker.py"
    copy.write_text(small)
    monkeypatch.setattr(run, "_WORKER", copy)
    assert refusal(tmp_path, pdfs.pdf(["x"] * 4)).code == "pdf-too-long"


def test_a_worker_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    # By the clock: this one waits, and uses no processor time that the kernel could limit.
    waiting = tmp_path / "worker.py"
    waiting.write_text("import signal\nsignal.alarm(60)\nsignal.pause()")
    monkeypatch.setattr(run, "_WORKER", waiting)
    assert refusal(tmp_path, b"x", replace(LIMITS, seconds=1)).code == "took-too-long"


def test_a_worker_that_wants_too_much_memory_ends_and_the_site_lives_on(tmp_path):
    assert refusal(tmp_path, pdfs.pdf(["x"]), replace(LIMITS, memory=16 << 20)).code == "crashed"


def test_a_worker_is_gone_when_its_listener_stops(tmp_path):
    class StopError(Exception):
        pass

    def stop(_done):
        raise StopError

    file = tmp_path / "upload"
    file.write_bytes(pdfs.pdf(["x"] * 30))
    with pytest.raises(StopError):
        list(lines_of_pdf(file, tmp_path, stop))
    assert not children()


def children():
    me = str(os.getpid())
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stat = (process / "stat").read_text().rpartition(")")[2].split()
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if stat[1] == me and stat[0] != "Z" and b"worker.py" in command:
            found.append(process.name)
    return found


SPY = """
import json, resource, sys
limits = {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0] for name in ("AS", "FSIZE", "CORE")}
open(sys.argv[3] + "/lines.jsonl", "w").write(json.dumps(limits))
"""


def test_the_worker_is_limited_before_it_begins(tmp_path, monkeypatch):
    spy = tmp_path / "worker.py"
    spy.write_text(SPY)
    monkeypatch.setattr(run, "_WORKER", spy)
    assert lines(tmp_path, b"x") == [{"AS": LIMITS.memory, "FSIZE": LIMITS.output, "CORE": 0}]


def test_the_worker_imports_nothing_of_the_site():
    look = f"import sys; sys.path.insert(0, {str(Path(worker.__file__).parent)!r}); import worker; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-I", "-c", look], capture_output=True, check=True, text=True).stdout
    assert "worker" in said.split()
    assert not {name.split(".")[0] for name in said.split()} & {"library_pages", "cms", "django", "wagtail"}


def test_processor_time_is_limited_too(tmp_path, monkeypatch):
    busy = (
        Path(worker.__file__)
        .read_text()
        .replace("    import pypdfium2\n\n    with (folder", "    while True: pass\n    with (folder", 1)
    )
    copy = tmp_path / "worker.py"
    copy.write_text(busy)
    monkeypatch.setattr(run, "_WORKER", copy)
    assert "while True" in busy
    refused = refusal(tmp_path, b"%PDF-1.7", replace(LIMITS, seconds=1))
    assert refused.code == "took-too-long"


def test_the_worker_sees_no_secret_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("KHOVANG_SECRET_KEY", "a secret")
    spy = tmp_path / "worker.py"
    spy.write_text("import os, sys\nopen('seen', 'w').write(repr(dict(os.environ)))\nsys.exit(1)")
    monkeypatch.setattr(run, "_WORKER", spy)
    assert refusal(tmp_path, b"x").code == "crashed"
    assert "secret" not in (tmp_path / "seen").read_text()


def test_a_killed_worker_is_a_crash_and_its_last_words_are_kept(tmp_path, monkeypatch):
    spy = tmp_path / "worker.py"
    spy.write_text("import os, sys\nsys.stderr.write('last words')\nsys.stderr.flush()\nos.kill(os.getpid(), 9)")
    monkeypatch.setattr(run, "_WORKER", spy)
    refused = refusal(tmp_path, b"x")
    assert refused.code == "crashed"
    assert "last words" in refused.detail
    assert str(-signal.SIGKILL) in refused.detail


def picture(form, size=(40, 60), mode="RGB", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, 120).save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P"), ("WEBP", "RGB")]
)
def test_a_cover_is_drawn_anew_as_jpeg(tmp_path, form, mode):
    with Image.open(io.BytesIO(redrawn_picture(picture(form, mode=mode), tmp_path))) as drawn:
        assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (40, 60))


def test_nothing_but_pixels_is_left_of_a_picture(tmp_path):
    image = Image.new("RGB", (10, 10))
    exif = image.getexif()
    exif[0x010E] = "a hidden message"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"a hidden message")
    assert b"hidden" not in redrawn_picture(buffer.getvalue(), tmp_path)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 torn", b"<svg xmlns='x'/>", b"%PDF-1.7"])
def test_what_is_no_picture_gives_none(tmp_path, content):
    assert redrawn_picture(content, tmp_path) is None


def test_a_picture_that_unpacks_to_gigabytes_gives_none(tmp_path):
    assert redrawn_picture(picture("PNG", size=(20_000, 20_000), mode="1"), tmp_path) is None
