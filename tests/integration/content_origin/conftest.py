from __future__ import annotations

import json
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.test import Client

from cms.foundation.storage import publications
from cms.web.content_origin.packages import grant_package
from library_pages.text.extraction import PackageFile
from library_pages.text.services.packages import replace_package

SITE, CONTENT = "http://testserver", "http://content.testserver"
CHAPTER = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Thạch Sanh</p></body></html>'.encode()
PDF = b"%PDF-1.7 " + bytes(range(256)) * 1200
FILES = {
    "OEBPS/ch1.xhtml": ("application/xhtml+xml", CHAPTER),
    "OEBPS/broken.html": ("text/html", "<p>một<p>hai".encode()),
    "OEBPS/Chương một.xhtml": ("application/xhtml+xml", CHAPTER),
    "OEBPS/book.css": ("text/css", b"p { margin: 0 }"),
    "OEBPS/drawing.svg": ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "OEBPS/sound.mp3": ("audio/mpeg", bytes(range(256)) * 40),
    "doc.pdf": ("application/pdf", PDF),
}
VERSION = "0123456789ab"
BUNDLES = {
    "epub.js": "export {}",
    "epub.css": "body {}",
    "pdf.js": "export {}",
    "pdf.css": "body {}",
    "pdf-worker.js": "onmessage = null",
    "pdf/cmaps/UniGB.bcmap": "\x00",
    "licences.txt": "MIT",
}


def store(files=FILES, package=None):
    """Put a package into the publications store as ingestion does; its id."""
    package = package or str(uuid4())
    kept = (PackageFile(path, kind, iter([content])) for path, (kind, content) in files.items())
    replace_package(publications(), f"packages/{package}/", kept)
    return package


class Browser(Client):
    """Reads each answer to its end, as `.body`."""

    def request(self, **request):
        answer = super().request(**request)
        answer.body = b"".join(answer)
        return answer


@pytest.fixture
def content():
    """A browser that asks the content origin. No test here may touch the database: none asks for it."""
    return Browser(SERVER_NAME="content.testserver")


@pytest.fixture
def book():
    """A stored package with a token that opens it: `.package .token .files .listing .page(engine)`."""
    grant = grant_package(store())
    return SimpleNamespace(
        package=grant.package, token=grant.token, files=grant.files, listing=grant.listing, page=grant.page
    )


@pytest.fixture
def built(settings, tmp_path):
    """A front-end build with two engines, as `npm run build` leaves it; its folder."""
    engines = tmp_path / "reader" / "engines" / VERSION
    for name, text in BUNDLES.items():
        file = engines / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "reader" / "manifest.json").write_text(json.dumps({"version": VERSION}), encoding="utf-8")
    settings.STATICFILES_DIRS = [tmp_path]
    return tmp_path


@pytest.fixture
def stored_in(monkeypatch):
    """Lets the publications store be a given storage."""

    def use(storage):
        monkeypatch.setitem(storages._storages, "publications", storage)

    return use
