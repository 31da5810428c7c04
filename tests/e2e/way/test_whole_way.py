"""The whole way: a video from its upload to the facts of who watched it, and from facts to the board's mail.

It drives the processes that `make run` starts: real broker, workers of their own, a real SMTP server, nothing eager.
"""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.path.people import pupil, sign_in_librarian, sign_in_pupil, sign_in_staff, staff
from tests.e2e.supervisor.supervised import manage
from tests.e2e.way.rungs import rungs_of
from tests.e2e.way.secrets import Secrets
from tests.factories import media

_MADE_WITHIN = 90_000  # milliseconds from upload to all rungs
_FOUND_WITHIN = 60.0  # seconds from publishing to the first hit
_SENT_WITHIN = 40_000  # milliseconds from the pause to the acknowledgement
_NAME = "Trần Minh Anh"  # of the pupil
_BOARD = "pham.chau@hoa-gao.example"
_TITLE = "Đàn sếu về đồng Tràm"
_SAYS = "Mùa nước nổi, đàn sếu đầu đỏ bay về ngủ trên ngọn tràm."
_TYPED = "dan seu dau do bay ve"
_SAID_AT = 4  # second of the video
_CAPTIONS = f"1\n00:00:00,500 --> 00:00:03,000\nTiếng nước vỗ.\n\n2\n00:00:0{_SAID_AT},000 --> 00:00:11,000\n{_SAYS}\n"


def _upload(page, site):
    """The librarian's clicks: upload, captions, title, publish when all rungs are there. The address of the item."""
    page.goto(f"{site.url}/admin/upload/video/")
    page.locator("main input[type=file]").set_input_files(
        {"name": "dan-seu.mp4", "mimeType": "video/mp4", "buffer": media.video(12, size="1280x720", rate="24")}
    )
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/admin/pages/*/edit/**")
    edit = page.url.partition("#")[0]
    page.locator("[data-kv-content] a[href*=captions]").click()
    page.locator("main input[type=file]").set_input_files(
        {"name": "phu-de.srt", "mimeType": "application/x-subrip", "buffer": _CAPTIONS.encode()}
    )
    page.locator("main form[enctype] button[type=submit]").click()
    page.goto(edit)
    page.locator("[data-kv-content][data-state=complete]").wait_for(timeout=_MADE_WITHIN)
    page.goto(edit)
    page.locator("[name=title]").evaluate("(field, title) => { field.value = title; }", _TITLE)
    page.evaluate("() => document.querySelector('[name=action-publish]').click()")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def _found(page, site):
    """The link to the second at which the words are spoken, as soon as the index has it."""
    deadline = time.monotonic() + _FOUND_WITHIN
    link = page.locator(".result .found a.go").first
    while True:
        page.goto(f"{site.url}/tim/?q={_TYPED}")
        if link.count():
            return link
        assert time.monotonic() < deadline, "the caption was not found"


def _takes_what_was_watched(response):
    return "/events" in response.url and "media_progress" in (response.request.post_data or "")


def _openings(page, site):
    """How often videos were opened in the last full week, as the principal's page says it."""
    page.goto(f"{site.url}/thong-ke/?week={_last_week()}")
    return int(page.locator(".types__row.t-video .types__value").inner_text().replace(".", ""))


def _running(page, site):
    """All that the principal's page says of the running week."""
    page.goto(f"{site.url}/thong-ke/")
    return page.locator("main").inner_text()


def _facts(site, uid):
    """Openings and seconds of an item that are in the facts of today; the site adds up every twenty seconds."""
    asked = (
        "from analytics.services import rollup; rollup.roll_up(); from analytics.models import TitleDay;"
        f"print('facts', *TitleDay.objects.filter(item='{uid}').values_list('requests', 'milliseconds'))"
    )
    done = manage(site.run.data, "shell", "--no-imports", "-c", asked, PROFILE=site.profile)
    assert done.returncode == 0, done.stderr
    said = re.search(r"facts \((\d+), (\d+)\)", done.stdout)
    assert said, done.stdout
    return int(said[1]), int(said[2]) / 1000


def _openings_said(part):
    """The same, as a part of the mail says it; both parts name the type, then the number."""
    words = re.sub(r"<[^>]+>", " ", part)
    return int(re.search(r"Video\W+([\d.]+)", words)[1].replace(".", ""))


def _send_the_mail(site):
    command = ("send_weekly_mail", "--school", "hoa-gao", "--week", _last_week())
    done = manage(site.run.data, *command, PROFILE=site.profile, EMAIL_URL=site.mail_url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{_BOARD}: accepted" in done.stdout, done.stdout + done.stderr


def _last_week():
    """The last one that is released as a whole: the one before until Monday at seven."""
    year, week, _ = (datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) - timedelta(days=7, hours=7)).isocalendar()
    return f"{year}-W{week:02d}"


@pytest.mark.timeout(600)
def test_a_video_goes_the_whole_way_from_its_upload_to_the_boards_mail(site, new_context, mailbox):
    secrets = Secrets()
    principal = secrets.watch(new_context()).new_page()
    sign_in_staff(principal, site, "Hiệu trưởng")
    before = _running(principal, site)

    librarian = secrets.watch(new_context()).new_page()
    sign_in_librarian(librarian, site)
    _upload(librarian, site)

    page = secrets.watch(new_context()).new_page()
    sign_in_pupil(page, site, pupil(site))
    link = _found(page, site)
    assert _TITLE in page.locator(".result").first.inner_text()
    assert "đàn sếu" in page.locator(".result .passage").first.inner_text()
    link.click()
    page.wait_for_url("**/doc/**")

    uid = page.url.split("/doc/")[1][:36]
    playback = page.request.get(f"{site.url}/api/v1/items/{uid}/playback").json()
    rungs = rungs_of(page.request, f"{site.url}{playback['hls_url']}")
    assert [(rung.height, rung.codec, rung.frames) for rung in rungs] == [(360, "h264", 288), (720, "h264", 288)]

    page.locator("[data-play]").click()
    video = page.locator("video")
    began = page.wait_for_function(
        "() => { const v = document.querySelector('video'); return v.currentTime > 0 && v.currentTime; }"
    ).json_value()
    assert began >= _SAID_AT - 0.5
    page.wait_for_function("(from) => document.querySelector('video').currentTime >= from + 3", arg=began)
    assert video.evaluate("(video) => video.videoHeight") in {360, 720}
    with page.expect_response(_takes_what_was_watched, timeout=_SENT_WITHIN) as taken:
        page.locator("[data-play]").click()
        page.evaluate("() => requestIdleCallback(() => dispatchEvent(new Event('online')))")
    assert taken.value.ok

    opened, seconds = _facts(site, uid)
    assert opened == 1
    assert seconds >= 3
    assert _running(principal, site) == before, "what one pupil does moves nothing that the principal sees"

    openings = _openings(principal, site)
    for _time in ("sent", "not sent again"):
        _send_the_mail(site)
        (mail,) = [each for each in mailbox.to(_BOARD) if _last_week() in each.get_body(("plain",)).get_content()]
    for part in ("plain", "html"):
        assert _openings_said(mail.get_body((part,)).get_content()) == openings

    assert any(len(each) > 40 for each in secrets.known), "no grant was seen, so nothing would be found"
    for each in (principal, librarian, page):
        secrets.of_cookies(each.context)
    secrets.keep(*(staff(site, role)[1] for role in ("Hiệu trưởng", "Thủ thư")), pupil(site).pin, _NAME)
    assert secrets.in_logs(site.run.data / "logs") == []
