"""The tab of a recording: how far it is, stopping, trying again, captions, titles of the parts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.accounts.enums import Role
from library_pages.media.admin.state import time_left
from library_pages.media.enums import RecordingState
from library_pages.media.services.reading import read_now
from tests.factories import recordings, schools

pytestmark = pytest.mark.django_db

VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\nTr\xc4\x83ng l\xc3\xaan r\xe1\xbb\x93i\n"


@pytest.fixture
def page(a, librarian):
    page = recordings.page(a.shelf)
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RecordingState.UPLOADED, "Đang chờ chuyển"),
        (RecordingState.ENCODING, "Đang chuyển “"),
        (RecordingState.PLAYABLE, "Đã phát và đăng được"),
        (RecordingState.COMPLETE, "Đã xong."),
    ],
)
def test_the_panel_says_how_far_it_is(client, a, librarian, state, sentence):
    played = recordings.recording(state)
    recordings.page(a.shelf, played=played, live=False).save_revision()
    answer = client.get(reverse("kv_state", args=["recording", played.pk])).json()
    assert answer["state"] == state
    assert answer["open"] is (state != RecordingState.COMPLETE)
    assert sentence in answer["html"]


def test_a_failure_is_explained_and_tried_again(client, a, librarian):
    played = recordings.recording(RecordingState.FAILED, failure_code="drm")
    recordings.page(a.shelf, played=played, live=False).save_revision()
    answer = client.get(reverse("kv_state", args=["recording", played.pk])).json()
    assert str(played.failure) in answer["html"]
    again = reverse("kv_act", args=["recording", played.pk, "retry"])
    assert again in answer["html"]
    assert client.get(again).status_code == 405
    assert client.post(again).json()["state"] == RecordingState.UPLOADED


def test_work_is_stopped_and_begun_again(client, a, librarian):
    played = recordings.recording(RecordingState.ENCODING)
    recordings.page(a.shelf, played=played, live=False).save_revision()
    stop = reverse("kv_act", args=["recording", played.pk, "cancel"])
    answer = client.post(stop).json()
    assert (answer["state"], answer["open"]) == (RecordingState.FAILED, False)
    assert reverse("kv_act", args=["recording", played.pk, "retry"]) in answer["html"]
    played.refresh_from_db()
    assert played.cancelled


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (20, "còn chưa đến một phút"), (150, "còn khoảng 3 phút"), (9000, "còn khoảng 3 giờ")],
)
def test_the_time_left_is_said_roughly(seconds, words):
    assert time_left(seconds) == words


def test_captions_are_saved_replaced_and_removed(client, page):
    address = reverse("kv_captions", args=[page.pk])
    sent = client.post(address, {"file": SimpleUploadedFile("a.vtt", VTT), "language": "vi"}, follow=True)
    assert "data-waiting" in sent.content.decode()
    read_now(page.recording)
    read = client.get(address).content.decode()
    assert ("data-waiting" in read, "“a.vtt”" in read) == (False, False)
    assert [each.cues for each in page.recording.captions.all()] == [[[1.0, 3.0, "Trăng lên rồi"]]]
    client.post(address, {"file": SimpleUploadedFile("b.vtt", VTT.replace(b"01.000", b"02.000")), "language": "vi"})
    read_now(page.recording)
    assert page.recording.captions.get().cues[0][0] == 2.0
    client.post(address, {"remove": "vi"})
    assert not page.recording.captions.exists()


def test_captions_that_are_none_are_refused_in_words(client, page):
    address = reverse("kv_captions", args=[page.pk])
    client.post(address, {"file": SimpleUploadedFile("a.vtt", b"hello"), "language": "vi"})
    read_now(page.recording)
    assert "“a.vtt”" in client.get(address).content.decode()
    client.post(address, {"remove": "vi"})
    assert "“a.vtt”" not in client.get(address).content.decode()
    response = client.post(address, {"file": SimpleUploadedFile("a.vtt", b""), "language": "vi"})
    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_titles_of_the_parts_are_corrected_one_by_one(client, page):
    address = reverse("kv_entries", args=[page.pk, "recording"])
    assert [entry.place for entry, _field in client.get(address).context["rows"]] == ["0:00", "2:00"]
    assert client.post(address, {"title_0": "Vào chuyện", "title_1": ""}).status_code == 422
    client.post(address, {"title_0": "Vào chuyện", "title_1": "Trăng"})
    assert list(page.recording.chapters.values_list("title", flat=True)) == ["Vào chuyện", "Trăng"]


@pytest.mark.parametrize("name", ["", "retry", "cancel"])
def test_a_recording_of_another_school_can_not_be_asked_for(client, a, librarian, name):
    b = schools.school()
    played = recordings.recording(RecordingState.ENCODING, school=b.school)
    recordings.page(b.shelf, played=played, live=False).save_revision()
    state = reverse("kv_state", args=["recording", played.pk])
    answer = client.post(f"{state}{name}/") if name else client.get(state)
    assert answer.status_code == 404
    played.refresh_from_db()
    assert not played.cancelled


@pytest.mark.parametrize("name", ["content/recording/", "captions/", "content/recording/titles/"])
def test_nor_can_its_page_be_changed(client, a, librarian, name):
    page = recordings.page(schools.school().shelf)
    page.save_revision()
    assert client.get(f"/admin/resources/{page.pk}/{name}").status_code in {302, 403, 404}


def test_a_recording_is_never_a_field_of_the_form(client, a, librarian, fields):
    foreign = recordings.recording(school=schools.school().school)
    page = recordings.page(a.shelf, live=False)
    page.save_revision()
    client.post(f"/admin/pages/{page.pk}/edit/", fields(page, recording=str(foreign.pk)), follow=True)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().recording == page.recording != foreign


def test_a_pupil_sees_no_state(client, a):
    played = recordings.recording()
    recordings.page(a.shelf, played=played)
    client.force_login(schools.user(Role.PUPIL, a))
    assert client.get(reverse("kv_state", args=["recording", played.pk])).status_code == 403
