from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile

from library_pages.text.models import SourceFile
from library_pages.text.services.ingest import ingest_now
from library_pages.text.services.sources import accept_upload
from tests.factories.epubs import epub

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.storage import Storage


def upload(content: bytes | None = None, name: str = "sách.epub") -> SimpleUploadedFile:
    """What a browser sends."""
    return SimpleUploadedFile(name, epub().pack() if content is None else content)


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch) -> Storage:
    """The store of publications of this test alone: a folder, unless a test asks for `each_store`."""
    return use(FileSystemStorage(tmp_path / "publications"), monkeypatch)


@pytest.fixture
def each_store(storage, monkeypatch) -> Storage:
    """The same test on a folder and on S3."""
    return use(storage, monkeypatch)


def use(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Let everything that keeps publications keep them here."""
    monkeypatch.setitem(storages._storages, "publications", storage)
    for field in ("file", "cover"):
        monkeypatch.setattr(SourceFile._meta.get_field(field), "storage", storage)
    return storage


@pytest.fixture
def waiting() -> Callable[..., SourceFile]:
    """Makes sources that wait to be read."""

    def make(content: bytes | None = None, name: str = "sách.epub") -> SourceFile:
        return accept_upload(upload(content, name), name=name, school_id=None, user=None)

    return make


@pytest.fixture
def read(waiting) -> Callable[..., SourceFile]:
    """Makes sources that have been read, or refused."""

    def make(content: bytes | None = None, name: str = "sách.epub") -> SourceFile:
        source = waiting(content, name)
        ingest_now(source)
        return source

    return make
