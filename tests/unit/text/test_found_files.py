"""Files that were once refused or told wrongly (`tests/files/found/README.md`), each read to its end."""

import json
from pathlib import Path

import pytest

from library_pages.text import encodings, media_types, safe_xml
from library_pages.text.enums import SourceKind
from library_pages.text.epub import unpack
from library_pages.text.epub.book import open_book
from library_pages.text.epub.extract import extract
from library_pages.text.sniff import sniff

FOUND = Path(__file__).parents[2] / "files" / "found"
EPUBS = {
    # file: warnings, words that can be found in it
    "badbyte": (["bad_letters"], "mỗi tối m\ufffda"),
    "case": (["names_differ"], "chữ thường"),
    "case-img": (["names_differ"], "ảnh hoa"),
    "enc-iso-8859-15": ([], "Café déjà vu"),
    "enc-windows-1251": ([], "Привет мир"),
    "ent-subset": ([], "phiêu lưu ký của Tô Hoài"),
    "repacked": (["packed_by_hand"], "là câu chuyện"),
    "zip-dup": (["packed_by_hand"], "cỗ xe bí ngô số 3"),
    "zip-folder": (["packed_by_hand"], "là câu chuyện"),
}


@pytest.mark.parametrize("name", EPUBS)
def test_a_book_is_taken_and_what_was_put_right_is_said(name):
    warnings, words = EPUBS[name]
    with (FOUND / f"{name}.epub").open("rb") as file:
        assert sniff(file, f"{name}.epub").kind == SourceKind.EPUB
        found = extract(open_book(file))
    assert found.warnings == warnings
    assert any(words in passage.body for passage in found.passages)
    assert len(found.toc) == len(found.spine)


@pytest.mark.parametrize("name", EPUBS)
def test_what_is_served_needs_nothing_but_utf_8_and_names_as_they_are(name):
    with (FOUND / f"{name}.epub").open("rb") as file:
        book = open_book(file)
        served = {made.path: (made.media_type, b"".join(made.chunks)) for made in unpack.files_of(book)}
        found = extract(book)
    assert {entry["href"] for entry in found.spine} <= set(served)
    for path, (kind, content) in served.items():
        if kind in {media_types.XHTML, media_types.OPF}:
            assert encodings.decode(content).is_utf8
            for element in safe_xml.parse(content).iter():
                for reference in filter(None, (element.get("src"), element.get("href"))):
                    target = str(Path(path).parent / reference.partition("#")[0])
                    assert target.removeprefix("./") in served, json.dumps([path, reference])
