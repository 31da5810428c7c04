"""Files that belong to no type of resource, and good ones under a wrong name."""

from __future__ import annotations

from tests.factories import media
from tests.factories.epubs import Epub, epub
from tests.factories.inputs.books import picture
from tests.factories.pdfs import pdf
from tests.factories.texts import prose


def all_strangers() -> dict[str, bytes]:
    """Each with what it stands for in its name."""
    word = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
    return {
        "word.docx": Epub(dict(word)).pack(),
        "slides.pptx": Epub({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}).pack(),
        "old-word.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "packed.zip": Epub({"sách.epub": epub().pack()}).pack(),
        "packed.rar": b"Rar!\x1a\x07\x01\x00" + bytes(500),
        "packed.7z": b"7z\xbc\xaf\x27\x1c" + bytes(500),
        "book.djvu": b"AT&TFORM" + bytes(4) + b"DJVU" + bytes(500),
        "kindle.mobi": bytes(60) + b"BOOKMOBI" + bytes(500),
        "photo.jpg": picture(),
        "drawing.png": picture(form="PNG"),
        "page.html": b"<!DOCTYPE html><html><body><p>Trang</p></body></html>",
        "print.ps": b"%!PS-Adobe-3.0\n" + bytes(100),
        "program.exe": b"MZ" + bytes(500),
        "zeros.bin": bytes(4000),
        "empty.epub": b"",
        "empty.mp3": b"",
        "film-called-book.epub": media.video(2),
        "book-called-film.mp4": epub().pack(),
        "document-called-book.epub": pdf([prose(40)]),
        "book-without-ending": epub().pack(),
        "list.m3u8": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1/x.ts\n",
        "list-called-film.mp4": b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n",
    }
