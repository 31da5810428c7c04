import io
import zipfile

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text.enums import SourceKind
from library_pages.text.sniff import sniff
from tests.factories.epubs import epub


def refusal(data, name="x.epub"):
    with pytest.raises(RefusedError) as refused:
        sniff(io.BytesIO(data), name)
    return refused.value.code


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"application/epub+zip")
    return buffer.getvalue()


def test_an_epub_is_known_by_its_first_entry_whatever_its_name():
    assert sniff(io.BytesIO(epub().pack()), "sách.pdf").kind == SourceKind.EPUB


@pytest.mark.parametrize("before", [b"", b"\n\n", b"junk" * 200])
def test_a_pdf_is_known_by_its_header_within_the_first_kilobyte(before):
    found = sniff(io.BytesIO(before + b"%PDF-1.7\n"), "x.epub")
    assert (found.kind, found.media_type) == (SourceKind.PDF, "application/pdf")


@pytest.mark.parametrize("junk", [b" " * 2000, b"x" * 1500, b"HTTP/1.1 200 OK\r\n" * 100, bytes(60_000)])
def test_a_pdf_behind_junk_is_a_pdf(junk):
    assert sniff(io.BytesIO(junk + b"%PDF-1.7\n"), "x").kind == SourceKind.PDF


@pytest.mark.parametrize(
    ("front", "code"),
    [
        (b"<!DOCTYPE html><p>" + b"x" * 2000, "kind-web-page"),
        (b"\xff\xd8\xff\xe0" + bytes(2000), "kind-picture"),
        (bytes(100_000), "kind-unknown"),
    ],
)
def test_another_file_that_holds_a_pdf_somewhere_is_not_one(front, code):
    assert refusal(front + b"%PDF-1.7") == code


def test_the_file_can_be_read_from_its_beginning_afterwards():
    file = io.BytesIO(epub().pack())
    sniff(file, "x")
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind-office"),
        (b"Rar!\x1a\x07\x00", "kind-archive"),
        (b"7z\xbc\xaf\x27\x1c", "kind-archive"),
        (b"\x1f\x8b\x08", "kind-archive"),
        (b"AT&TFORM....DJVM", "kind-djvu"),
        (bytes(60) + b"BOOKMOBI", "kind-mobi"),
        (b"\xff\xd8\xff\xe0", "kind-picture"),
        (b"RIFF\x00\x00\x00\x00WEBP", "kind-picture"),
        (b"RIFF\x00\x00\x00\x00WAVE", "kind-sound"),
        (b"ID3\x03", "kind-sound"),
        (b"\xff\xfb\x90\x64", "kind-sound"),
        (b"\x00\x00\x00\x18ftypmp42", "kind-sound"),
        (b"{\\rtf1", "kind-office"),
        (b"%!PS-Adobe", "kind-postscript"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "kind-web-page"),
        (b"<svg xmlns='x'/>", "kind-web-page"),
        (b"Tram nam trong coi nguoi ta", "kind-unknown"),
    ],
)
def test_what_else_it_may_be_is_said(data, code):
    assert refusal(data) == code


@pytest.mark.parametrize(
    "names",
    [
        ("META-INF/container.xml", "mimetype"),
        ("META-INF/container.xml",),
        ("Sách/mimetype", "Sách/META-INF/container.xml", "__MACOSX/._Sách"),
        ("Sách/meta-inf/Container.xml",),
        ("MIMETYPE", "a.xhtml"),
        ("content.opf", "a.xhtml"),
        ("book\\META-INF\\container.xml",),
    ],
)
def test_an_epub_packed_by_hand_is_an_epub(names):
    assert sniff(io.BytesIO(zipped(*names)), "x.zip").kind == SourceKind.EPUB


def test_an_epub_is_told_from_a_plain_archive():
    assert refusal(zipped("a/META-INF/container.xml", "b/META-INF/container.xml")) == "epub-plain-zip"
    assert refusal(zipped("a.txt")) == "epub-plain-zip"
    assert refusal(zipped("a.txt"), "x.zip") == "kind-archive"


def test_office_files_of_today_are_named():
    assert refusal(zipped("[Content_Types].xml", "word/document.xml"), "x.docx") == "kind-office"


def test_an_epub_behind_junk_is_an_epub():
    assert sniff(io.BytesIO(b"PK" + b"x" * 50 + epub().pack()), "x").kind == SourceKind.EPUB


def test_a_hostile_archive_is_refused_before_it_is_stored():
    assert refusal(epub().put("OEBPS/bomb.txt", bytes(5 << 20)).pack()) == "zip-bomb"
