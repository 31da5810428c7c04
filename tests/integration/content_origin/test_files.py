import json
import unicodedata
from urllib.parse import quote

import pytest
from django.core.files.storage import FileSystemStorage

from cms.foundation.storage import publications
from cms.web.content_origin.packages import grant_package
from tests.integration.content_origin.conftest import CHAPTER, FILES, PDF, store


def test_the_list_of_files_says_how_big_each_is(content, book):
    listing = json.loads(content.get(book.listing).content)
    assert listing == {path: len(data) for path, (_kind, data) in FILES.items()}


@pytest.mark.parametrize("path", list(FILES))
def test_each_file_comes_whole_with_its_media_type(content, book, path):
    kind, data = FILES[path]
    answer = content.get(book.files + quote(path))
    assert answer.body == data
    assert answer["Content-Type"] == ("text/html; charset=utf-8" if kind == "text/html" else kind)
    assert answer["Content-Length"] == str(len(data))
    assert answer["Accept-Ranges"] == "bytes"
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_with_marks_is_found_in_either_normal_form(content, book, form):
    path = unicodedata.normalize(form, "OEBPS/Chương một.xhtml")
    assert content.get(book.files + quote(path)).body == CHAPTER


@pytest.mark.parametrize(
    "path",
    [
        "files.json",
        "types.json",
        "../files.json",
        "OEBPS/../../files.json",
        "OEBPS/%2e%2e/OEBPS/ch1.xhtml",
        "..%2f..%2fuploads",
        "%2e%2e%5cfiles.json",
        "/etc/passwd",
        "OEBPS//ch1.xhtml",
        "./OEBPS/ch1.xhtml",
        "OEBPS/ch1.xhtml/",
        "OEBPS/ch1.xhtml%00",
        "OEBPS/CH1.XHTML",
        "OEBPS",
        "OEBPS/",
    ],
)
def test_no_path_but_the_listed_ones_leads_anywhere(content, book, path):
    assert content.get(book.files + path).status_code == 404


def test_a_file_beside_the_package_stays_hidden_even_if_it_exists(content, book):
    neighbour = store()
    listing = f"packages/{neighbour}/OEBPS/ch1.xhtml"
    assert publications().exists(listing)
    assert content.get(f"{book.files}../{neighbour}/OEBPS/ch1.xhtml").status_code == 404
    assert content.get(f"{book.files}..%2f{neighbour}%2fOEBPS/ch1.xhtml").status_code == 404


def test_a_package_that_is_not_complete_is_not_there(content, book, built):
    publications().delete(f"packages/{book.package}/files.json")
    assert content.get(book.page("epub")).status_code == 404
    assert content.get(book.files + "OEBPS/ch1.xhtml").status_code == 404


def test_a_file_that_was_removed_from_the_store_is_not_there(content, book):
    assert content.get(book.listing).status_code == 200
    publications().delete(f"packages/{book.package}/OEBPS/ch1.xhtml")
    assert content.get(book.files + "OEBPS/ch1.xhtml").status_code == 404


def test_another_file_has_another_etag_though_it_is_as_long(content, book):
    one = content.get(book.files + "OEBPS/ch1.xhtml")
    two = content.get(book.files + quote("OEBPS/Chương một.xhtml"))
    assert one["Content-Length"] == two["Content-Length"]
    assert one["ETag"] != two["ETag"]


def ask(content, storage, stored_in, **headers):
    stored_in(storage)
    package = store({"doc.pdf": ("application/pdf", PDF)})
    url = grant_package(package).files + "doc.pdf"
    etag = content.get(url)["ETag"]
    headers = {name.replace("_", "-"): value.format(etag=etag) for name, value in headers.items()}
    return content.get(url, headers=headers)


SIZE = len(PDF)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-65535", 0, 65535),
        ("bytes=65536-131071", 65536, 131071),
        ("bytes=300000-", 300000, SIZE - 1),
        ("bytes=-100", SIZE - 100, SIZE - 1),
        ("bytes=-999999", 0, SIZE - 1),
        (f"bytes=0-{'9' * 5_000}", 0, SIZE - 1),
        (f"bytes=-{'9' * 5_000}", 0, SIZE - 1),
        (f"bytes=0-{SIZE + 5}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ],
)
def test_a_range_is_answered_with_exactly_its_bytes(content, storage, stored_in, asked, first, last):
    answer = ask(content, storage, stored_in, range=asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer.body == PDF[first : last + 1]


@pytest.mark.parametrize(
    "asked", [f"bytes={SIZE}-", f"bytes={SIZE + 9}-{SIZE + 10}", "bytes=-0", f"bytes={'9' * 5_000}-{'9' * 5_000}"]
)
def test_a_range_behind_the_end_can_not_be_met(content, storage, stored_in, asked):
    answer = ask(content, storage, stored_in, range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")


def test_a_file_on_the_disk_is_left_to_the_server_which_keeps_no_thread_for_it(content, storage, stored_in):
    answer = ask(content, storage, stored_in, range="bytes=10-19")
    assert hasattr(answer, "file_to_stream") == isinstance(storage, FileSystemStorage)


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "lines=0-1", "bytes=0-1,5-6", "bytes=a-b", "bytes=--1", "bytes=٣-٥", ""]
)
def test_what_is_no_range_gets_the_whole(content, storage, stored_in, asked):
    answer = ask(content, storage, stored_in, range=asked)
    assert answer.status_code == 200
    assert answer.body == PDF


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("{etag}", 206),
        ('"another"', 200),
        ("W/{etag}", 200),
        ("Wed, 25 Nov 2026 10:00:00 GMT", 200),
    ],
)
def test_a_range_of_what_has_changed_gets_the_whole(content, storage, stored_in, condition, status):
    answer = ask(content, storage, stored_in, range="bytes=10-19", if_range=condition)
    assert answer.status_code == status
    assert answer.body == (PDF[10:20] if status == 206 else PDF)


@pytest.mark.parametrize("known", ["{etag}", "W/{etag}", '"a", {etag}', "*"])
def test_what_the_browser_has_is_not_sent_again(content, storage, stored_in, known):
    answer = ask(content, storage, stored_in, if_none_match=known)
    assert (answer.status_code, answer.body) == (304, b"")


def test_head_tells_the_size_and_knows_no_ranges(content, book):
    answer = content.head(book.files + "doc.pdf", headers={"range": "bytes=0-9"})
    assert (answer.status_code, answer["Content-Length"], answer.body) == (200, str(SIZE), b"")


def test_a_file_read_in_pieces_is_the_file(storage):
    storage.save("a/b.bin", _file(PDF))
    with storage.open("a/b.bin") as file:
        assert file.read(10) == PDF[:10]
        file.seek(300_000)
        assert file.read(20) == PDF[300_000:300_020]
        file.seek(0)
        assert file.read() == PDF
        assert file.read(1) == b""


def test_a_name_that_is_not_there_is_said_at_opening(storage):
    with pytest.raises(FileNotFoundError):
        storage.open("a/none.bin")


def test_a_package_that_was_read_again_is_served_anew(content, clock, storage, stored_in):
    from django.core.cache import cache

    stored_in(storage)
    package = store({"OEBPS/ch1.xhtml": ("application/xhtml+xml", b"<p>one</p>")})
    url = grant_package(package).files + "OEBPS/ch1.xhtml"
    before = content.get(url)
    store({"OEBPS/ch1.xhtml": ("application/xhtml+xml", b"<p>another</p>")}, package)
    cache.clear()  # a minute later
    after = content.get(url)
    assert after.body == b"<p>another</p>"
    assert after["ETag"] != before["ETag"]


def _file(data):
    from django.core.files.base import ContentFile

    return ContentFile(data)
