"""The librarian's way from files to a draft that is played, in Wagtail's admin."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.accounts.enums import Role
from library_pages.catalogue.admin.ordering import natural_key
from library_pages.catalogue.services.content import describe_drafts_of
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from library_pages.media.wording import WORDS
from library_pages.types.audiobook.models import AudiobookPage
from library_pages.types.video.models import VideoPage
from tests.factories import recordings, schools

pytestmark = pytest.mark.django_db


def send(client, shelf, files, kind="audiobook"):
    return client.post(f"/admin/upload/{kind}/", {"files": files, "shelf": shelf.pk}, follow=True)


def test_many_files_become_one_draft_in_the_order_of_their_numbers(client, a, librarian, sent, said):
    response = send(client, a.shelf, sent("Phần 10.mp3", "phần 2.mp3", "phần 1.mp3"))
    page = AudiobookPage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert said(response) == [str(WORDS.arrived)]
    assert (page.live, page.owner, page.school) == (False, librarian, a.school)
    assert page.recording.school == a.school
    names = page.recording.files.order_by("order").values_list("original_name", flat=True)
    assert list(names) == ["phần 1.mp3", "phần 2.mp3", "Phần 10.mp3"]
    assert 'data-state="uploaded" data-open' in response.content.decode()


def test_letters_come_in_the_order_of_the_vietnamese_alphabet():
    assert sorted(["ê 1", "Đ 2", "d 1", "e 3"], key=natural_key) == ["d 1", "Đ 2", "e 3", "ê 1"]


def test_a_foreword_comes_first_and_an_epilogue_last():
    names = ["Vĩ thanh.mp3", "Chương một.mp3", "Lời nói đầu.mp3", "Bạn bè.mp3"]
    assert sorted(names, key=natural_key) == ["Lời nói đầu.mp3", "Bạn bè.mp3", "Chương một.mp3", "Vĩ thanh.mp3"]
    assert sorted(["2 Mở đầu", "1 Vĩ thanh"], key=natural_key) == ["1 Vĩ thanh", "2 Mở đầu"]


def test_a_refused_file_is_said_on_the_form_and_leaves_nothing(client, a, librarian):
    response = send(client, a.shelf, [SimpleUploadedFile("x.mp3", b"#EXTM3U\nfile:///etc/passwd\n")])
    assert response.status_code == 422
    assert response.context["form"].errors["files"]
    assert not AudiobookPage.objects.exists()
    assert not Recording.objects.exists()


def test_without_a_file_the_form_asks_for_one(client, a, librarian):
    assert client.post("/admin/upload/audiobook/", {"shelf": a.shelf.pk}).status_code == 422


def test_only_what_is_heard_takes_many_files(client, a, librarian):
    heard = client.get("/admin/upload/audiobook/").content.decode()
    seen = client.get("/admin/upload/video/").content.decode()
    assert ("multiple" in heard, "multiple" in seen) == (True, False)
    assert 'accept="audio/*' in heard
    assert 'accept="video/*' in seen


def test_an_upload_of_another_school_or_type_is_refused(client, a, librarian, sent):
    b = schools.school()
    assert client.get(f"/admin/upload/video/{b.shelf.pk}/").status_code in {302, 403, 404}
    assert send(client, b.shelf, sent("x.mp3")).status_code == 422
    assert client.get(f"/admin/upload/ebook/{a.shelf.pk}/recording/").status_code == 404
    assert client.get(f"/admin/upload/video/{a.shelf.pk}/file/").status_code == 404
    assert not AudiobookPage.objects.exists()


def test_every_way_to_a_new_page_leads_to_its_upload(client, a, librarian):
    create = f"/admin/pages/add/video/videopage/{a.shelf.pk}/"
    assert client.get(create)["Location"] == reverse("kv_upload_to", args=["video", a.shelf.pk])
    assert client.post(create, {"title": "x"})["Location"] == reverse("kv_upload_to", args=["video", a.shelf.pk])
    menu = client.get("/admin/").content.decode()
    assert "/admin/upload/video/" in menu
    assert "/admin/upload/audiobook/" in menu
    assert not VideoPage.objects.exists()


def test_what_the_files_say_fills_what_was_left_empty(client, a, librarian, sent):
    send(client, a.shelf, sent("nghe_va_trang.mp3"))
    page = AudiobookPage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.publisher = "Kim Đồng"
    draft.save_revision()
    found = {
        "title": "Nghé và vầng trăng",
        "publisher": "Khác",
        "year": 2024,
        "contributors": [{"name": "Hà Lam Khê", "role": "aut"}, {"name": "Khánh Ngân", "role": "nrt"}],
    }
    Recording.objects.update(metadata=found)
    page.refresh_from_db()
    assert describe_drafts_of(page.recording) == 1
    draft = AudiobookPage.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.publisher, draft.year) == ("Nghé và vầng trăng", "Kim Đồng", 2024)
    assert [person.role for person in draft.contributions.all()] == ["aut", "nrt"]


def test_a_form_opened_too_early_empties_nothing_when_it_is_saved(client, a, librarian, fields, said):
    played = recordings.recording(RecordingState.PROBING, name="x.mp3", metadata={"title": "x"})
    page = recordings.page(a.shelf, "x", played=played, live=False)
    page.save_revision()
    early = fields(page, publisher="Kim Đồng")
    Recording.objects.update(state=RecordingState.PLAYABLE, metadata={"title": "Nghé và trăng", "year": 2020})
    response = client.post(f"/admin/pages/{page.pk}/edit/", early, follow=True)
    draft = AudiobookPage.objects.get().get_latest_revision_as_object()
    assert str(WORDS.filled_meanwhile) in said(response)
    assert (draft.title, draft.publisher, draft.year) == ("Nghé và trăng", "Kim Đồng", 2020)


def test_a_new_recording_of_a_published_page_waits_in_the_draft(client, a, librarian, sent):
    page = recordings.page(a.shelf)
    page.save_revision().publish()
    old = page.recording
    client.post(f"/admin/resources/{page.pk}/content/recording/", {"files": sent("mới.mp3")})
    page.refresh_from_db()
    new = page.get_latest_revision_as_object().recording
    assert page.recording == old != new
    state = client.get(reverse("kv_state", args=["recording", new.pk]))
    assert (state.status_code, state.json()["state"]) == (200, "uploaded")


def test_as_many_files_as_the_form_names_are_taken_at_once(client, a, librarian, sent):
    assert f'data-kv-most-files="{settings.MEDIA_MAX_FILES}"' in client.get("/admin/upload/audiobook/").content.decode()
    send(client, a.shelf, sent(*(f"{n}.mp3" for n in range(101))))
    assert AudiobookPage.objects.get().recording.files.count() == 101
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > settings.MEDIA_MAX_FILES


def test_more_files_than_a_recording_may_have_are_refused_with_the_bound(client, a, librarian, sent, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_MAX_FILES", 2)
    response = send(client, a.shelf, sent("1.mp3", "2.mp3", "3.mp3"))
    assert response.status_code == 422
    assert "(2 tệp)" in str(response.context["form"].errors["files"])


def test_more_files_than_any_form_takes_are_refused_in_words(client, a, librarian, sent, monkeypatch):
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_NUMBER_FILES", 2)
    response = send(client, a.shelf, sent("1.mp3", "2.mp3", "3.mp3"))
    assert response.status_code == 400
    assert "Số tệp nhiều hơn mức thư viện nhận một lần." in response.content.decode()


@pytest.mark.parametrize(("order", "by_hand"), [("names", False), ("hand", True)])
def test_the_order_that_was_shown_is_kept(client, a, librarian, sent, order, by_hand):
    files = sent("b.mp3", "c.mp3", "a.mp3")
    client.post("/admin/upload/audiobook/", {"files": files, "shelf": a.shelf.pk, "order": order})
    recording = AudiobookPage.objects.get().recording
    assert list(recording.files.order_by("order").values_list("original_name", flat=True)) == [
        "b.mp3",
        "c.mp3",
        "a.mp3",
    ]
    assert recording.ordered_by_hand is by_hand


def test_a_refused_file_among_many_is_named(client, a, librarian, sent):
    files = [*sent("1.mp3"), SimpleUploadedFile("2 hỏng.mp3", b"%PDF-1.4"), *sent("3.mp3")]
    assert "“2 hỏng.mp3”" in str(send(client, a.shelf, files).context["form"].errors["files"])


def test_a_teacher_uploads_nothing(client, a, sent):
    client.force_login(schools.user(Role.TEACHER, a))
    assert client.get("/admin/upload/audiobook/").status_code == 403
