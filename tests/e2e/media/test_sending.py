"""What a librarian sees before she sends the files of a recording, and while her captions are read."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from cms.accounts.enums import Role
from library_pages.media.services.reading import read_now
from tests.factories import recordings, schools

NAMES = ["Phần 10.mp3", "Vĩ thanh.mp3", "phần 2.mp3", "Mở đầu.mp3"]
SORTED = ["Mở đầu.mp3", "phần 2.mp3", "Phần 10.mp3", "Vĩ thanh.mp3"]


@pytest.fixture(params=[390, pytest.param(1440, marks=pytest.mark.slow)])
def admin(request, studio, new_context):
    """A page of the admin of a librarian, at both widths."""
    client = Client()
    client.force_login(schools.user(Role.LIBRARIAN, studio.school))
    context = new_context(width=request.param, height=900)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": studio.site}])
    return context.new_page()


def choose(admin, studio, names, size=10):
    admin.goto(f"{studio.site}/admin/upload/audiobook/")
    files = [{"name": name, "mimeType": "audio/mpeg", "buffer": b"ID3\x03" + bytes(size)} for name in names]
    admin.locator("main input[type=file]").set_input_files(files)


def shown(admin):
    return admin.locator(".kv-files li span").all_inner_texts()


def to_be_sent(admin):
    return admin.evaluate("[...document.querySelector('main input[type=file]').files].map((file) => file.name)")


def test_files_are_shown_in_their_order_and_moved_by_keys_and_by_dragging(admin, studio):
    choose(admin, studio, NAMES)
    assert shown(admin) == to_be_sent(admin) == SORTED
    expect(admin.locator("input[name=order]")).to_have_value("names")
    up = admin.get_by_role("button", name="Đưa “Vĩ thanh.mp3” lên")
    up.focus()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Enter")
    moved = ["Mở đầu.mp3", "Vĩ thanh.mp3", "phần 2.mp3", "Phần 10.mp3"]
    assert shown(admin) == to_be_sent(admin) == moved
    expect(admin.locator("input[name=order]")).to_have_value("hand")
    lines = admin.locator(".kv-files li")
    lines.nth(0).drag_to(lines.nth(3))
    assert shown(admin) == to_be_sent(admin) == [*moved[1:], moved[0]]
    assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth")
    admin.locator("main form button[type=submit]").click()
    admin.wait_for_url("**/admin/pages/*/edit/**")
    expect(admin.locator("[data-kv-content] ol li")).to_have_text([*moved[1:], moved[0]])


def test_too_many_files_name_the_bound_before_anything_is_sent(admin, studio, settings):
    settings.MEDIA_MAX_FILES, settings.MEDIA_MAX_BYTES = 3, 1000
    choose(admin, studio, NAMES)
    expect(admin.locator("[role=status].kv-files-said")).to_contain_text("nhiều nhất 3 tệp")
    expect(admin.locator("main form button[type=submit]")).to_be_disabled()
    choose(admin, studio, ["1.mp3", "2.mp3"], size=2000)
    expect(admin.locator("[role=status].kv-files-said")).to_contain_text("“1.mp3” lớn hơn")
    choose(admin, studio, ["1.mp3", "2.mp3"])
    expect(admin.locator("main form button[type=submit]")).to_be_enabled()


def test_what_became_of_captions_is_shown_where_they_were_sent(admin, studio):
    played = recordings.recording(school=studio.school.school)
    page = recordings.page(studio.school.shelf, played=played, live=False)
    page.save_revision()
    for data, words in (
        (b"kh\xc3\xb4ng c\xc3\xb3 gi\xe1\xbb\x9d", "không có dòng nào ghi giờ"),
        (b"00:01.000 --> 00:02.000\nTr\xc4\x83ng\n", "Tiếng Việt"),
    ):
        admin.goto(f"{studio.site}/admin/resources/{page.pk}/captions/")
        admin.locator("main input[type=file]").set_input_files({"name": "lời.srt", "mimeType": "", "buffer": data})
        admin.locator("main form[enctype] button[type=submit]").click()
        status = admin.locator("[data-kv-captions]")
        expect(status).to_contain_text("Đang đọc “lời.srt”")
        read_now(played)
        expect(status).to_contain_text(words)
        expect(status).not_to_contain_text("Đang đọc")
    assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth")
