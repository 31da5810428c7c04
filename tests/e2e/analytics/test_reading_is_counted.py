"""What a pupil reads in her browser reaches the statistics, also when the network was away."""

from __future__ import annotations

import json

import pytest

from tests.e2e.path.people import pupil, sign_in_pupil

_EVENTS = "**/api/v1/events"
_KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("kv-usage", 1);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("events").objectStore("events").getAll();
    rows.onsuccess = () => resolve(rows.result.length);
  };
})"""


def _book(page, site):
    items = page.request.get(f"{site.url}/api/v1/items?type=ebook&limit=50").json()["items"]
    return next(each["uid"] for each in items)


def _read(page, site, uid):
    page.goto(f"{site.url}/doc/{uid}/")
    page.locator("body[data-state=open]").wait_for()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(from) => performance.now() - from > 1300", arg=page.evaluate("performance.now()"))


def _sent(response):
    return json.loads(response.request.post_data)["events"]


def test_time_with_a_book_is_counted_when_the_page_is_left(live_khovang, page):
    sign_in_pupil(page, live_khovang, pupil(live_khovang))
    uid = _book(page, live_khovang)
    _read(page, live_khovang, uid)
    with page.expect_response(_EVENTS) as taken:
        page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    assert taken.value.json() == {"accepted": 1, "known": 0, "quarantined": 0}
    (event,) = _sent(taken.value)
    assert (event["kind"], event["item"]) == ("page_progress", uid)
    assert 1 <= event["dwell_seconds"] < 60
    page.wait_for_function(f"async () => (await ({_KEPT})()) === 0")


def test_what_was_read_without_a_network_arrives_with_the_next_page(live_khovang, new_context):
    context = new_context()
    page = context.new_page()
    sign_in_pupil(page, live_khovang, pupil(live_khovang, 1))
    uid = _book(page, live_khovang)
    context.route(_EVENTS, lambda route: route.abort())
    _read(page, live_khovang, uid)
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    page.wait_for_function(f"async () => (await ({_KEPT})()) === 1")
    page.close()
    context.unroute(_EVENTS)
    later = context.new_page()
    with later.expect_response(_EVENTS) as taken:
        later.goto(f"{live_khovang.url}/")
    outcome = taken.value.json()  # a page that closes sends once more, and that may have come through
    assert (outcome["accepted"] + outcome["known"], outcome["quarantined"]) == (1, 0)
    assert _sent(taken.value)[0]["item"] == uid
    later.wait_for_function(f"async () => (await ({_KEPT})()) === 0")


@pytest.mark.slow
def test_another_pupil_of_the_same_browser_sends_nothing_of_hers(live_khovang, new_context):
    context = new_context()
    page = context.new_page()
    sign_in_pupil(page, live_khovang, pupil(live_khovang, 2))
    context.route(_EVENTS, lambda route: route.abort())
    _read(page, live_khovang, _book(page, live_khovang))
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    page.wait_for_function(f"async () => (await ({_KEPT})()) === 1")
    context.clear_cookies()
    context.unroute(_EVENTS)
    asked = []
    context.on("request", lambda request: asked.append(request.url) if "/events" in request.url else None)
    sign_in_pupil(page, live_khovang, pupil(live_khovang, 3))
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.evaluate(_KEPT) == 1
