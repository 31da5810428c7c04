import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.accounts.enums import Role
from library_pages.media.models import Captions, CaptionsUpload, Media, Recording
from tests.factories import schools


@pytest.fixture(autouse=True)
def _store(tmp_path, monkeypatch):
    store = FileSystemStorage(tmp_path / "publications")
    monkeypatch.setitem(storages._storages, "publications", store)
    for model, field in (
        (Media, "file"),
        (Media, "thumbnail"),
        (Recording, "poster"),
        (Captions, "file"),
        (CaptionsUpload, "file"),
    ):
        monkeypatch.setattr(model._meta.get_field(field), "storage", store)


@pytest.fixture
def a():
    return schools.school()


@pytest.fixture
def librarian(a, client):
    person = schools.user(Role.LIBRARIAN, a)
    client.force_login(person)
    return person


@pytest.fixture
def sent():
    """Uploads as a browser sends them, by name; their content begins as an MP3 does."""
    return lambda *names: [SimpleUploadedFile(name, b"ID3\x04\x00" + bytes(400)) for name in names]


@pytest.fixture
def said():
    return lambda response: [str(message).strip() for message in response.context["messages"]]


@pytest.fixture
def fields():
    """The edit form as a browser sends it back."""

    def filled(page, **changes):
        draft = page.get_latest_revision_as_object()
        return {
            "title": draft.title,
            "slug": draft.slug,
            "subtitle": draft.subtitle,
            "summary": draft.summary,
            "publisher": draft.publisher,
            "year": draft.year or "",
            "language": draft.language,
            "audience": draft.audience,
            "recording_seen": "unknown" if draft.recording and not draft.recording.is_playable else "",
            "contributions-TOTAL_FORMS": 0,
            "contributions-INITIAL_FORMS": 0,
            "contributions-MIN_NUM_FORMS": 0,
            "contributions-MAX_NUM_FORMS": 1000,
        } | changes

    return filled
