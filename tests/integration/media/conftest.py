"""What the tests of recordings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import FileSystemStorage, storages

from library_pages.media.models import Captions, CaptionsUpload, Media, Recording

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.files.storage import Storage

_FIELDS = ((Media, "file"), (Media, "thumbnail"), (Recording, "poster"), (Captions, "file"), (CaptionsUpload, "file"))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> Storage:
    """The store of this test alone: a folder, unless a test asks for `each_store`."""
    settings.MEDIA_WORK_DIR = tmp_path / "work"
    return use(FileSystemStorage(tmp_path / "publications"), monkeypatch)


@pytest.fixture
def each_store(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """The same test on a folder and on S3."""
    return use(storage, monkeypatch)


def use(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Let everything that keeps publications keep them here."""
    monkeypatch.setitem(storages._storages, "publications", storage)
    for model, field in _FIELDS:
        monkeypatch.setattr(model._meta.get_field(field), "storage", storage)
    return storage
