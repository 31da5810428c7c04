"""A scripted package in its engine's frame: what its scripts try, and what it keeps."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from cms.plugins import registry
from cms.plugins.contract import Launch, Opening, OpeningKind
from cms.run.options import ROOT
from cms.web.content_origin import engines
from library_pages.reading.models import LaunchState
from library_pages.text.extraction import PackageFile
from library_pages.text.services.packages import store_package
from tests.e2e.reader.attempts import ATTEMPTS, package
from tests.e2e.reader.listener import Listener
from tests.factories.epubs import epub

PLUGIN = ROOT / "tests" / "plugins" / "khovang_drill"
CARDS = [["1 + 1", "2"], ["2 + 2", "4"], ["3 + 3", "6"]]
PACKAGE = "drill-1"


def launch(_page, _reader, _place):
    """What the type's opening answers."""
    return Launch(engine="drill", package=PACKAGE, entry="index.html")


@pytest.fixture
def drill(place, monkeypatch):
    """An item that opens as a package with the drill's engine: `drill(files)`."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    from khovang_drill.engines import DRILL

    declaration = replace(
        registry.get("ebook"), opening=Opening(OpeningKind.ENGINE, f"{__name__}.launch"), engines=(DRILL,)
    )
    monkeypatch.setitem(registry._types, "ebook", declaration)
    engines._by_name.cache_clear()

    def make(files):
        store_package(PACKAGE, files)
        return place.book(epub().pack())

    yield make
    monkeypatch.undo()
    engines._by_name.cache_clear()


@pytest.fixture
def cards(drill):
    """An item with three cards to learn."""
    folder = PLUGIN / "khovang_drill" / "package"
    kinds = {"index.html": "text/html", "cards.js": "text/javascript"}
    files = [PackageFile(name, kind, iter([(folder / name).read_bytes()])) for name, kind in kinds.items()]
    return drill([*files, PackageFile("cards.json", "application/json", iter([json.dumps(CARDS).encode()]))])


@pytest.fixture
def away():
    listener = Listener()
    yield listener
    listener.close()


def opened(device, item, user):
    """The item's page with the package in view."""
    page = device(item, user, wait=False).page
    expect(page.locator("body[data-state=open]")).to_be_attached()
    return page


def inside(page):
    """The frame of the package's own page."""
    return next(frame for frame in page.frames if "/c/" in frame.url and not frame.is_detached())


def answer(page, word):
    frame = inside(page)
    frame.get_by_role("textbox").fill(word)
    frame.get_by_role("button", name="Trả lời").click()


def kept(page, **wanted):
    """Wait until the library has a state like this."""
    url = "/api/v1/launches/" + re.search(r"/doc/([^/]+)/", page.url).group(1)
    ask = "url => fetch(url, {cache: 'no-store'}).then((answer) => answer.json())"
    for _ in range(200):
        state = page.evaluate(ask, url)
        if {name: state[name] for name in wanted} == wanted:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{state} is kept instead of {wanted}")


def test_a_package_reaches_nothing_but_its_own_files(place, device, drill, away):
    page = opened(device, drill(package(away.url, place.site, place.content)), place.pupil())
    address = page.url
    downloads, windows = [], []
    page.on("download", lambda one: downloads.append(one.url))
    page.context.on("page", lambda one: windows.append(one.url))
    results = inside(page).evaluate("begin()")
    assert results == {name: expected for name, (_, expected) in ATTEMPTS.items()}
    # A frame or form that the policy blocks may have opened its connection already, and says nothing on it.
    assert [line for line in away.heard() if line] == []
    assert (downloads, windows, page.url) == ([], [], address)
    assert page.context.cookies(place.content) == []
    # The reader is still who she was: no request of the package has signed her out.
    assert page.evaluate("fetch('/api/v1/me').then(({status}) => status)") == 200


def test_the_frame_may_do_what_its_engine_declares(place, device, cards):
    page = opened(device, cards, place.pupil())
    frame = page.locator("iframe")
    assert frame.get_attribute("sandbox") == "allow-scripts allow-same-origin allow-forms allow-modals"
    assert (frame.get_attribute("allow"), frame.get_attribute("referrerpolicy")) == ("autoplay", "no-referrer")


@pytest.mark.parametrize("where", ["location = AWAY + '/self'", "location = SITE + '/'", "refresh()"])
def test_a_package_that_leaves_its_page_is_opened_again(place, device, drill, away, where):
    page = opened(device, drill(package(away.url, place.site, place.content)), place.pupil())
    refresh = "const refresh = () => document.head.append(Object.assign(document.createElement('meta'), "
    refresh += "{httpEquiv: 'refresh', content: `0;url=${AWAY}/refresh`}));"
    inside(page).evaluate(f"() => {{ {refresh} setTimeout(() => {{ {where} }}, 0); }}")
    page.wait_for_timeout(500)
    assert [line for line in away.heard() if line] == []
    page.get_by_role("button", name="Mở lại").click()
    expect(page.frame_locator("iframe").frame_locator("iframe").get_by_text("Bài học")).to_be_visible()


def test_nothing_that_one_package_leaves_is_there_at_the_next_launch(place, device, drill):
    files = package("http://127.0.0.1:9", place.site, place.content)
    pupil = place.pupil()
    page = opened(device, drill(files), pupil)
    inside(page).evaluate("localStorage.setItem('left', 'behind'); document.cookie = 'left=behind; SameSite=None'")
    page.get_by_role("button", name="Mở lại").click()
    expect(page.frame_locator("iframe").frame_locator("iframe").get_by_text("Bài học")).to_be_visible()
    assert inside(page).evaluate("[localStorage.getItem('left'), document.cookie]") == [None, ""]


def test_what_no_header_stops_is_what_the_decision_says(place, device, drill):
    # WebRTC asks a STUN server of the package's choice: why there is neither name nor secret in its world (ADR 0037).
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(10)
        page = opened(device, drill(package("http://127.0.0.1:9", place.site, place.content)), place.pupil())
        inside(page).evaluate(
            """async port => {
              window.line = new RTCPeerConnection({iceServers: [{urls: `stun:127.0.0.1:${port}`}]});
              window.line.createDataChannel("x");
              await window.line.setLocalDescription(await window.line.createOffer());
            }""",
            server.getsockname()[1],
        )
        page.wait_for_timeout(500)
        assert server.recv(2048)
    world = inside(page).evaluate("JSON.stringify([parent.drill.kept, parent.document.documentElement.outerHTML])")
    assert place.school.school.name not in world
    for user in place.school.school.memberships.select_related("user"):
        assert str(user.user.uid) not in world


def test_a_package_that_never_ends_leaves_the_shell_alive(place, device, drill):
    page = opened(device, drill(package("http://127.0.0.1:9", place.site, place.content)), place.pupil())
    inside(page).evaluate("() => { setTimeout(() => { for (;;); }, 0); }")
    page.wait_for_timeout(100)
    page.get_by_role("link", name="Về trang").click(timeout=10_000)
    page.wait_for_url("**/tai-lieu/**", timeout=15_000)


def test_a_lesson_goes_on_in_another_browser_and_its_end_is_kept(place, device, cards):
    pupil = place.pupil()
    first = opened(device, cards, pupil)
    answer(first, "2")
    kept(first, location="1", completion="incomplete")
    second = opened(device, cards, pupil)
    expect(inside(second).get_by_text("Thẻ 2 trong 3")).to_be_visible()
    answer(second, "4")
    answer(second, "7")
    expect(inside(second).get_by_role("status")).to_have_text("Đúng 2 trong 3 thẻ.")
    kept(second, completion="completed", success="passed")
    state = LaunchState.objects.get()
    assert (state.user, state.best_score) == (pupil, pytest.approx(2 / 3))
    assert state.completed_at is not None


def test_leaving_at_once_loses_nothing(place, device, cards):
    page = opened(device, cards, place.pupil())
    answer(page, "2")
    page.get_by_role("link", name="Về trang").click()
    page.wait_for_url("**/tai-lieu/**")
    page.go_back()
    expect(page.locator("body[data-state=open]")).to_be_attached()
    expect(inside(page).get_by_text("Thẻ 2 trong 3")).to_be_visible()


def test_without_a_network_nothing_is_lost(place, device, cards):
    page = opened(device, cards, place.pupil())
    page.route("**/api/v1/launches/*", lambda route: route.abort())
    answer(page, "2")
    expect(page.locator("[data-status]")).to_contain_text("vẫn được giữ trên máy này")
    answer(page, "4")
    page.reload()
    expect(page.locator("body[data-state=open]")).to_be_attached()
    expect(inside(page).get_by_text("Thẻ 3 trong 3")).to_be_visible()
    page.unroute("**/api/v1/launches/*")
    page.evaluate("dispatchEvent(new Event('online'))")
    kept(page, location="2")


def test_two_windows_ask_which_one_counts(place, device, cards):
    pupil = place.pupil()
    one, two = opened(device, cards, pupil), opened(device, cards, pupil)
    answer(one, "2")
    kept(one, location="1")
    answer(two, "5")
    asked = two.get_by_role("alertdialog")
    expect(asked).to_contain_text("ở cửa sổ khác")
    asked.get_by_role("button", name="Ở lại đây").click()
    kept(two, location="1", score=0)


def test_a_visitor_keeps_it_on_her_device(place, device, drill, cards):
    cards.audience = "public"
    cards.save()
    page = opened(device, cards, None)
    answer(page, "2")
    page.reload()
    expect(page.locator("body[data-state=open]")).to_be_attached()
    expect(inside(page).get_by_text("Thẻ 2 trong 3")).to_be_visible()
    assert not LaunchState.objects.exists()


FORGED = [
    {"seq": 1, "data": "x" * 200_000},
    {"seq": 1, "score": 7},
    {"seq": 1, "score": "1"},
    {"seq": 1, "completion": "done"},
    {"seq": 1, "success": None},
    {"seq": 1, "location": "x" * 1001},
    {"seq": -1},
    {"seq": 1, "data": {"not": "text"}},
]


def test_a_state_that_is_none_is_dropped_and_what_is_unknown_in_one_stays_behind(place, device, cards):
    page = opened(device, cards, place.pupil())
    good = {"data": '"forged"', "location": "", "score": 1, "completion": "completed", "success": "passed"}
    engine = next(frame for frame in page.frames if "/r/" in frame.url)
    # Whoever runs in the engine's page has its port: what it says with it is the package's own word.
    engine.evaluate(
        "() => { window.said = []; MessagePort.prototype.postMessage = new Proxy(MessagePort.prototype"
        ".postMessage, {apply: (target, port, [message]) => { window.port = port; target.call(port, message); }});"
        " parent.postMessage('', '*'); drill.keep(null); }"
    )
    for forged in FORGED:
        engine.evaluate("message => port.postMessage({v: 1, type: 'state', ...message})", good | forged)
    engine.evaluate("message => port.postMessage({v: 1, type: 'state', ...message})", good | {"seq": 9, "user": 1})
    kept(page, data='"forged"', best_score=1)
    assert LaunchState.objects.get().user.username == place.school.school.memberships.get(role="pupil").user.username
