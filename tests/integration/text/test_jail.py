"""The worker that reads hostile files apart from the site: real processes, real files."""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.jail import pdfium, run, taking, worker
from library_pages.text.jail.run import LIMITS, read, redrawn
from tests.factories import pdfs
from tests.factories.epubs import epub


@pytest.fixture
def found(tmp_path):
    """The folder in which the worker may write."""
    folder = tmp_path / "found"
    folder.mkdir()
    return folder


def reading(found, content, limits=LIMITS, beat=lambda _percent: None, kind="pdf"):
    file = found.parent / "upload"
    file.write_bytes(content)
    read(kind, file, found, beat, limits)
    return taking.description(found)


def passages(found, size=1 << 20):
    return list(taking.passages(found, size))


def refusal(found, content, limits=LIMITS, kind="pdf"):
    with pytest.raises(RefusedError) as refused:
        reading(found, content, limits, kind=kind)
    return refused.value


def test_a_pdf_is_read_page_by_page(found):
    told = []
    book = reading(found, pdfs.pdf(["Đảo giấu vàng", "Trang hai"], title="Đảo"), beat=told.append)
    assert (book.page_count, book.metadata["title"]) == (2, "Đảo")
    assert [passage.body for passage in passages(found)] == ["Đảo giấu vàng", "Trang hai"]
    assert told == sorted(told)


def test_an_epub_is_read_and_its_files_are_taken_over(found):
    told = []
    book = reading(found, epub().pack(), beat=told.append, kind="epub")
    assert book.metadata["title"] == "Nghé và vầng trăng"
    assert len(passages(found)) == 2
    files = {file.path: (file.media_type, b"".join(file.chunks)) for file in taking.files(found)}
    assert files["OEBPS/c1.xhtml"][0] == "application/xhtml+xml"
    assert b"<package" in files["OEBPS/package.opf"][1]
    assert told == sorted(told)


def test_the_first_page_is_the_cover(found):
    reading(found, pdfs.pdf(["Bìa"]))
    with Image.open(io.BytesIO(taking.cover(found))) as cover:
        assert cover.format == "JPEG"
        assert max(cover.size) <= pdfium.COVER_EDGE


def test_bookmarks_and_printed_numbers_are_told(found):
    book = reading(found, pdfs.pdf(["a", "b"], sections=[(1, "Một", 0), (2, "Một a", 1)], labels=True))
    assert [entry["title"] for entry in book.toc] == ["Một"]
    assert [passage.label for passage in passages(found)] == ["i", "ii"]


def test_a_password_is_said_to_be_one(found):
    assert refusal(found, pdfs.pdf(["x"], lock="mat-khau")).code == "pdf-password"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + bytes(2000), b"not a pdf"])
def test_a_damaged_file_is_refused_and_not_retried(found, content):
    assert refusal(found, content).code == "pdf-broken"


def test_a_torn_file_is_either_read_or_refused(found):
    whole = pdfs.pdf(["Trang"] * 5)
    codes = set()
    for cut in range(50, len(whole), len(whole) // 7):
        try:
            reading(found, whole[:cut])
        except RefusedError as refused:
            codes.add(refused.code)
    assert codes <= {"pdf-broken", "pdf-no-pages"}


@pytest.mark.parametrize(("pages", "code"), [(bounds.PAGES + 1, "pdf-too-long"), (2_000, "too-much-text")])
def test_more_pages_than_allowed_are_refused(found, pages, code):
    assert refusal(found, pdfs.same_page(pages)).code == code


def test_a_page_that_says_the_same_thousands_of_times_is_refused(found):
    content = pdfs.same_page(300, "Nghé con đi tìm vầng trăng. " * 600)
    assert refusal(found, content).code == "too-much-text"


def test_a_worker_that_takes_too_long_is_stopped(found, monkeypatch):
    # By the clock: this one waits, and uses no processor time that the kernel could limit.
    waiting = found / "worker.py"
    waiting.write_text("import signal\nsignal.alarm(60)\nsignal.pause()")
    monkeypatch.setattr(run, "_WORKER", waiting)
    assert refusal(found, b"x", replace(LIMITS, seconds=1)).code == "took-too-long"


def test_a_worker_that_wants_too_much_memory_ends_and_the_site_lives_on(found):
    assert refusal(found, pdfs.pdf(["x"]), replace(LIMITS, memory=16 << 20)).code == "crashed"


def test_a_worker_is_gone_when_its_listener_stops(found):
    class StopError(Exception):
        pass

    def stop(_done):
        raise StopError

    with pytest.raises(StopError):
        reading(found, pdfs.pdf(["x"] * 30), beat=stop)
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
open(sys.argv[3] + "/limits", "w").write(json.dumps(limits))
sys.exit(1)
"""


def test_the_worker_is_limited_before_it_begins(found, monkeypatch):
    spy = found / "worker.py"
    spy.write_text(SPY)
    monkeypatch.setattr(run, "_WORKER", spy)
    assert refusal(found, b"x").code == "crashed"
    assert json.loads((found / "limits").read_text()) == {"AS": LIMITS.memory, "FSIZE": LIMITS.output, "CORE": 0}


@pytest.mark.parametrize("kind", ["epub", "pdf", "picture"])
def test_the_worker_loads_nothing_of_the_site(tmp_path, kind):
    made = {"epub": epub().pack, "pdf": lambda: pdfs.pdf(["x"]), "picture": lambda: picture("PNG")}[kind]()
    (tmp_path / "upload").write_bytes(made)
    look = (
        f"import sys; sys.path.insert(0, {str(Path(worker.__file__).parent)!r}); import worker; "
        f"worker.main([{kind!r}, 'upload', '.']); print(*sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-I", "-c", look], capture_output=True, check=True, text=True, cwd=tmp_path
    ).stdout.split()
    assert "library_pages.text.jail.leaving" in said
    assert not {name.split(".")[0] for name in said} & {"django", "wagtail", "celery"}


def test_processor_time_is_limited_too(found, monkeypatch):
    busy = found / "worker.py"
    busy.write_text("while True: pass")
    monkeypatch.setattr(run, "_WORKER", busy)
    refused = refusal(found, b"%PDF-1.7", replace(LIMITS, seconds=1))
    assert refused.code == "took-too-long"


def test_the_worker_sees_no_secret_of_the_environment(found, monkeypatch):
    monkeypatch.setenv("KHOVANG_SECRET_KEY", "a secret")
    spy = found / "worker.py"
    spy.write_text("import os, sys\nopen('seen', 'w').write(repr(dict(os.environ)))\nsys.exit(1)")
    monkeypatch.setattr(run, "_WORKER", spy)
    assert refusal(found, b"x").code == "crashed"
    assert "secret" not in (found / "seen").read_text()


def test_a_killed_worker_is_a_crash_and_its_last_words_are_kept(found, monkeypatch):
    spy = found / "worker.py"
    spy.write_text("import os, sys\nsys.stderr.write('last words')\nsys.stderr.flush()\nos.kill(os.getpid(), 9)")
    monkeypatch.setattr(run, "_WORKER", spy)
    refused = refusal(found, b"x")
    assert refused.code == "crashed"
    assert "last words" in refused.detail
    assert str(-signal.SIGKILL) in refused.detail


def picture(form, size=(40, 60), mode="RGB", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, 120).save(buffer, form, **options)
    return buffer.getvalue()


def drawn(found, content):
    file = found.parent / "picture"
    file.write_bytes(content)
    return redrawn(file, found)


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P"), ("WEBP", "RGB")]
)
def test_a_cover_is_drawn_anew_as_jpeg(found, form, mode):
    with Image.open(io.BytesIO(drawn(found, picture(form, mode=mode)))) as made:
        assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (40, 60))


def test_nothing_but_pixels_is_left_of_a_picture(found):
    image = Image.new("RGB", (10, 10))
    exif = image.getexif()
    exif[0x010E] = "a hidden message"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"a hidden message")
    assert b"hidden" not in drawn(found, buffer.getvalue())


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 torn", b"<svg xmlns='x'/>", b"%PDF-1.7"])
def test_what_is_no_picture_gives_none(found, content):
    assert drawn(found, content) is None


def test_a_picture_that_unpacks_to_gigabytes_gives_none(found):
    assert drawn(found, picture("PNG", size=(20_000, 20_000), mode="1")) is None
