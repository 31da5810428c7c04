"""A book is a stranger's: nothing in it runs, and nobody outside hears of its being read."""

from __future__ import annotations

import threading
import time
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import ClassVar

import pytest
from playwright.sync_api import expect

from tests.e2e.reader.listener import Listener
from tests.e2e.reader.probes import NAMES, SENTENCE, probe
from tests.e2e.reader.reading import letters
from tests.e2e.reader.test_pdf_sizes import A4, mixed
from tests.factories.epubs import epub

HEARD = {"inline", "file", "data", "onerror", "svg-onload", "svg-script", "policy"}
"""Ways that run wherever nothing keeps them from it, by name."""
HEARD_WITHIN = 20  # seconds


@pytest.fixture
def away():
    listener = Listener()
    yield listener
    listener.close()


def test_no_script_of_a_book_runs_and_nothing_reaches_a_foreign_port(place, device, away):
    reading = device(place.book(probe(away.url).pack()), place.pupil())
    said: list[str] = []
    reading.page.context.on("console", lambda message: said.append(message.text))
    reading.open()
    for number, name in enumerate(NAMES, 1):
        sentence = letters(SENTENCE.format(number=number))
        reading.until(lambda sentence=sentence: sentence in letters(reading.visible()))
        press(reading, name)
        print("AT", name, away.heard())
        if number < len(NAMES):
            reading.page.keyboard.press("ArrowRight")
    assert [line for line in said if line.startswith("RAN")] == []
    # A frame that the policy blocks has opened its connection already, and says nothing on it.
    assert [line for line in away.heard() if line] == []
    assert len(reading.page.context.pages) == 1
    assert reading.page.url == reading.address


@pytest.mark.parametrize(
    ("name", "content"), [("sach.epub", lambda: epub().pack()), ("sach.pdf", lambda: mixed([A4]))], ids=["epub", "pdf"]
)
def test_the_frame_of_an_engine_may_run_scripts_and_nothing_else(place, device, name, content):
    reading = device(place.book(content(), name), place.pupil())
    attributes = "frame => Object.fromEntries([...frame.attributes].map(({name, value}) => [name, value]))"
    found = reading.page.locator("iframe").evaluate(attributes)
    assert found.pop("src").startswith(f"{place.content}/r/")
    assert found == {
        "class": "pages__frame is-ready",
        "sandbox": "allow-scripts allow-same-origin",
        "allow": "autoplay",
        "referrerpolicy": "no-referrer",
        "title": "Nghé và vầng trăng",
    }


def press(reading, name):
    """What a reader may be led to do."""
    control = reading.chapter().locator("#press")
    if control.count():
        control.dispatch_event("click")
    asked = reading.page.get_by_role("alertdialog")
    if name == "link-blank":
        expect(asked).to_contain_text("127.0.0.1")
        asked.get_by_role("button").click()


def test_the_same_book_is_heard_where_no_policy_seals_it(plain_server, page, away):
    """The probe proves something: opened as plain files, its scripts run and call out."""
    ran = set()
    for number, name in enumerate(NAMES, 1):
        page.goto(f"{plain_server(probe(away.url))}/OEBPS/c{number}.xhtml", wait_until="domcontentloaded")
        deadline = time.monotonic() + HEARD_WITHIN
        while name in HEARD - ran:
            assert time.monotonic() < deadline, f"{name} did not run"
            page.wait_for_timeout(20)
            ran |= called_out(away)
    assert ran | called_out(away) >= HEARD


def called_out(listener):
    """Names of the scripts that have called out since it was asked before."""
    return {line.split(" ")[1].rpartition("/")[2] for line in listener.heard() if "/ran/" in line}


@pytest.fixture
def plain_server(tmp_path):
    """Serves a book's files as any web server does."""
    servers = []

    def serve(book):
        if not servers:
            zipfile.ZipFile(BytesIO(book.pack())).extractall(tmp_path)
            servers.append(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(tmp_path))))
            threading.Thread(target=servers[0].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[0].server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class _Plain(SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {".xhtml": "application/xhtml+xml", ".js": "text/javascript", ".svg": "image/svg+xml"}

    def log_message(self, *_arguments):
        """Nothing: the terminal is pytest's."""


@pytest.mark.parametrize("path", ["c1.xhtml", "nav.xhtml", "absent.xhtml"])
def test_every_file_of_a_book_is_sealed(place, device, path):
    reading = device(place.book(epub().pack()), place.pupil())
    with reading.page.expect_response(lambda answer: "/c/" in answer.url) as found:
        reading.open()
    folder = found.value.url.split("/OEBPS/")[0] if "/OEBPS/" in found.value.url else found.value.url.rsplit("/", 2)[0]
    answer = reading.page.request.get(f"{folder}/OEBPS/{path}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "set-cookie" not in answer.headers
