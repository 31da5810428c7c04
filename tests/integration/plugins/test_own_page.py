"""An own page of a type from outside, in a real browser: it reports by the script of the contract, and goes on."""

import json
import socket
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cms.run.options import ROOT
from tests.harness.waiting import eventually
from tests.integration.plugins.test_from_outside import Outside

VISIT = str(Path(__file__).parent / "visit_own_page.py")
CURRENT = """() => [...document.querySelectorAll("section[id^='song-']")].filter(
    (song) => song.getBoundingClientRect().top < innerHeight * 0.4).at(-1)?.id"""


@pytest.fixture
def songbook(tmp_path):
    """The site with a songbook, served in the environment that has its type."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    outside = Outside(tmp_path, "songbook")
    outside.environment["KHOVANG_HOSTS"] = f"localhost:{port}=127.0.0.1:{port}"
    outside.install()
    outside.start()
    made = json.loads(outside.run(VISIT))
    command = [str(outside.python), "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (tmp_path / "served").open("w") as said:
        server = subprocess.Popen(command, env=outside.environment, cwd=ROOT, stdout=said, stderr=said)
        try:
            eventually(lambda: _answers(port))
            yield f"http://localhost:{port}", made["uid"], made["sessions"]
        finally:
            server.terminate()
            server.wait()


def _answers(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.timeout(600)
def test_an_own_page_reports_where_its_reader_is_is_left_and_goes_on_in_another_browser(songbook, new_context):
    site, uid, sessions = songbook

    def browser(session):
        context = new_context(width=390, height=700)
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/doc/{uid}/")
        return page

    def kept(page):
        return page.evaluate("(url) => fetch(url).then((answer) => answer.json())", f"/api/v1/progress/{uid}")

    first = browser(sessions[0])
    expect(first.get_by_role("heading", name="Hát đêm trăng")).to_be_visible()
    assert first.evaluate(CURRENT) == "song-1"
    with first.expect_response(lambda answer: "/api/v1/progress/" in answer.url and answer.request.method == "PUT"):
        first.locator("#song-7").evaluate("(song) => song.scrollIntoView()")
    document = kept(first)
    assert (document["locator"]["href"], document["locator"]["title"]) == ("#song-7", "Bài 7")
    assert document["progression"] == 0.5
    first.wait_for_timeout(1_200)  # of reading; less than a second of it is not told
    with first.expect_request(lambda asked: "page_progress" in (asked.post_data or "")) as asked:
        first.evaluate("dispatchEvent(new Event('pagehide'))")
    reading = next(event for event in asked.value.post_data_json["events"] if event["kind"] == "page_progress")
    assert (reading["item"], reading["progression"]) == (uid, 0.5)
    assert reading["dwell_seconds"] >= 1

    first.goto(f"{site}/tai-lieu/{uid}/")
    second = browser(sessions[1])
    second.wait_for_function(f"({CURRENT})() === 'song-7'")
    with second.expect_response(lambda answer: "/api/v1/progress/" in answer.url and answer.request.method == "PUT"):
        second.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert kept(second)["finished"]


def test_the_script_of_another_contract_is_not_there(client, db):
    assert client.get("/doc/1/opening.js").status_code == 404
    answer = client.get("/doc/2/opening.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert client.get("/doc/2/opening.js", headers={"if-none-match": answer["ETag"]}).status_code == 304
