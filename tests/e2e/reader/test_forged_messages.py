"""An engine that lies: the shell believes nothing that it has not checked, and keeps working."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories.epubs import chapters, epub

# An engine's page of the test's own: it shakes hands as ours does and gives the port to the test.
ENGINE = """<!doctype html><script>
  const site = %r, nonce = new URLSearchParams(location.hash.slice(1)).get("n");
  window.ports = [];
  window.hello = (said) => parent.postMessage({v: 1, type: "hello", nonce: said ?? nonce}, site);
  window.say = (message) => window.ports[0].postMessage(message);
  addEventListener("message", (event) => { if (event.data.type === "port") window.ports.push(event.ports[0]); });
</script>"""
LOCATOR = {
    "href": "OEBPS/c1.xhtml",
    "type": "application/xhtml+xml",
    "locations": {"progression": 0.5, "totalProgression": 0.25},
}


def at(share, **more):
    return {**LOCATOR, "locations": {"progression": 0.5, "totalProgression": share}, **more}


FORGED = [
    {"v": 2, "type": "relocate", "reason": "page", "locator": at(0.9)},
    {"type": "moved", "reason": "page", "locator": at(0.9)},
    {"type": "constructor", "reason": "page", "locator": at(0.9)},
    {"type": "relocate", "reason": "whim", "locator": at(0.9)},
    {"type": "relocate", "reason": "page", "locator": at(9)},
    {"type": "relocate", "reason": "page", "locator": at("0.9")},
    {"type": "relocate", "reason": "page", "locator": at(0.9, href="x" * 5000)},
    {"type": "relocate", "reason": "page", "locator": at(0.9, href=7)},
    {"type": "relocate", "reason": "page", "locator": None},
    {"type": "relocate", "reason": "page", "locator": at(0.9), "padding": "x" * 300_000},
    {"type": "link", "href": "javascript:document.title='RAN'"},
    {"type": "link", "href": "https://" + "a" * 3000},
    {"type": "error", "name": "<img src=x>"},
    {"type": "ready", "sections": [-1]},
    {"type": "ready", "sections": "many"},
    {"type": "key", "key": "Enter"},
    {"type": "result", "re": -1, "ok": True},
]


@pytest.fixture
def forged(place, new_context):
    """The shell around a forged engine: `(page, frame, book)`."""
    book = place.book(epub(chapters(2)).pack(), audience="public")
    page = new_context().new_page()
    page.route(
        re.compile("/r/[^/]+/[^/]+/epub"),
        lambda route: route.fulfill(body=ENGINE % place.site, content_type="text/html"),
    )
    page.goto(place.address(book))
    page.wait_for_function("document.querySelector('iframe')?.contentWindow")
    frame = page.frame(url=re.compile("/r/"))
    frame.wait_for_function("typeof hello === 'function'")
    return page, frame, book


def shaken(frame):
    frame.evaluate("hello()")
    frame.wait_for_function("ports.length === 1")


def say(frame, **message):
    frame.evaluate("message => say(message)", {"v": 1, **message})


def open_at(page, frame, share=0.25):
    shaken(frame)
    say(frame, type="ready", ms=1, sections=[100, 100])
    say(frame, type="relocate", reason="page", locator=at(share))
    expect(page.locator("[data-where]")).to_have_text(f"Đã đọc {int(share * 100)}%")


def kept(page, book):
    return page.evaluate("key => JSON.parse(localStorage.getItem(key))", f"kv-reader-place-{book.uid}")


def test_a_wrong_nonce_gets_no_port_and_a_second_hello_no_second_one(forged):
    _page, frame, _book = forged
    frame.evaluate("hello('00000000000000000000000000000000')")
    shaken(frame)
    frame.evaluate("hello()")
    say(frame, type="key", key="tap")
    assert frame.evaluate("new Promise(done => setTimeout(done, 100)).then(() => ports.length)") == 1


def test_another_window_gets_no_port(forged):
    page, frame, _book = forged
    got = page.evaluate(
        """async () => {
          const nonce = document.querySelector("iframe").src.split("#n=")[1];
          let got = 0;
          addEventListener("message", (event) => { got += event.ports.length; });
          window.postMessage({v: 1, type: "hello", nonce}, "*");
          await new Promise((done) => setTimeout(done, 100));
          return got;
        }"""
    )
    assert got == 0
    shaken(frame)


def test_a_message_that_is_none_of_the_protocol_changes_nothing(forged):
    page, frame, book = forged
    open_at(page, frame)
    for number, message in enumerate(FORGED, 30):
        say(frame, **message)
        say(frame, type="relocate", reason="page", locator=at(number / 100))
        expect(page.locator("[data-where]"), str(message)[:200]).to_have_text(f"Đã đọc {number}%")
        assert kept(page, book)["locator"]["locations"]["totalProgression"] == number / 100
        assert page.get_by_role("alertdialog").count() == 0, message
    assert page.title() != "RAN"


def test_only_known_members_of_a_place_are_kept(forged):
    page, frame, book = forged
    open_at(page, frame)
    extra = {"title": "Chương 1", "evil": {"deep": "x"}, "text": {"highlight": "Nghé", "evil": "y"}}
    say(frame, type="relocate", reason="page", locator=at(0.75, **extra))
    expect(page.locator("[data-part]")).to_have_text("Chương 1")
    locator = kept(page, book)["locator"]
    assert set(locator) == {"href", "type", "title", "locations", "text"}
    assert locator["text"] == {"highlight": "Nghé"}


def test_what_an_engine_says_is_shown_as_text(forged):
    page, frame, _book = forged
    open_at(page, frame)
    title = "<img src=x onerror=\"document.title='RAN'\">"
    say(frame, type="relocate", reason="page", locator=at(0.5, title=title), page="<b>7</b>")
    expect(page.locator("[data-part]")).to_have_text(title)
    assert page.locator(".reader__head img, .reader__foot b").count() == 0
    assert page.title() != "RAN"


def test_a_flood_is_cut_off_and_the_shell_stays_alive(forged):
    page, frame, book = forged
    open_at(page, frame)
    # The limit is one of each second: of a flood that reached into the next one, as many again would be let in.
    page.evaluate("{ const moment = performance.now(); performance.now = () => moment; }")
    frame.evaluate(
        """locator => {
          for (let n = 0; n < 2000; n += 1) {
            const locations = {...locator.locations, totalProgression: n / 2000};
            say({v: 1, type: "relocate", reason: "page", locator: {...locator, locations}});
          }
        }""",
        LOCATOR,
    )
    page.get_by_role("button", name="Mục lục").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert kept(page, book)["locator"]["locations"]["totalProgression"] < 0.5
