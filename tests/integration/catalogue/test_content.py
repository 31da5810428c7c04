"""What a type says of the files that it takes holds for every kind of content."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.foundation.errors import Problem
from cms.plugins.contract import FileRule
from library_pages.catalogue.admin.upload_forms import UploadForm, required_fields_of
from library_pages.catalogue.content import Upload, kinds_of
from library_pages.catalogue.models import ResourcePage
from library_pages.media.kind import RECORDING
from library_pages.text.kind import FILE
from library_pages.types.ebook.models import EbookPage

KINDS = pytest.mark.parametrize(
    ("kind", "names"), [(FILE, ("epub",)), (RECORDING, ("audio",))], ids=["file", "recording"]
)


def sent(size=100):
    return SimpleUploadedFile("x.mp3", b"ID3\x04" + bytes(size))


@KINDS
def test_a_types_limit_of_bytes_is_obeyed(kind, names):
    with pytest.raises(Problem) as refused:
        kind.store(Upload([sent()], FileRule(names, max_bytes=50), None, kind=names[0]), None)
    assert (refused.value.code, refused.value.status) == ("too-big", 413)


@KINDS
def test_a_type_can_not_take_more_than_the_library(kind, names, settings):
    settings.UPLOAD_MAX_BYTES = settings.MEDIA_MAX_BYTES = 50
    assert kind.max_bytes(FileRule(names)) == kind.max_bytes(FileRule(names, max_bytes=1000)) == 50
    assert kind.max_bytes(FileRule(names, max_bytes=20)) == 20


@KINDS
def test_the_form_names_the_limit(kind, names):
    field = UploadForm(kind, FileRule(names, max_bytes=2048)).fields["files"]
    assert field.widget.attrs["data-kv-most-bytes"] == 2048
    assert "2,0" in field.help_text


def test_which_of_several_kinds_a_recording_is_is_asked_and_not_taken_from_the_first():
    rule = FileRule(("audio", "video"))
    assert not UploadForm(RECORDING, rule, {}, {"files": [sent()]}).is_valid()
    form = UploadForm(RECORDING, rule, {"kind": "video"}, {"files": [sent()]})
    assert form.is_valid(), form.errors
    assert form.upload(None).kind == "video"
    assert "kind" not in UploadForm(RECORDING, FileRule(("video",))).fields
    assert "kind" not in UploadForm(FILE, FileRule(("epub", "pdf"))).fields


def test_a_page_without_content_has_no_kind_and_nothing_is_required_of_one_that_only_has_content():
    assert kinds_of(ResourcePage) == ()
    assert kinds_of(EbookPage) == (FILE,)
    assert required_fields_of(EbookPage) == []
