import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from cms.foundation.errors import Problem
from cms.plugins import isolation, registry
from cms.plugins.contract import Launch, Opening, OpeningKind, OwnPage
from library_pages.catalogue.enums import Audience
from library_pages.reading.places import address_at
from library_pages.reading.services import record_progress
from library_pages.text.enums import SourceKind, SourceState
from library_pages.types.ebook.models import EbookPage
from tests.factories import catalogue, sources
from tests.integration.reading.conftest import locator, passages, source


def address(page, query=""):
    return f"/doc/{page.uid}/{query}"


def config(answer, name="reader"):
    script = rf'<script id="{name}" type="application/json">(.*?)</script>'
    found = re.search(script, answer.content.decode(), re.DOTALL)
    return json.loads(found.group(1))


def test_the_shell_gets_what_it_needs_to_open_the_book(signed_in, a):
    answer = signed_in.get(address(a.book))
    found = config(answer)
    token = found["engine_url"].split("/")[4]
    package, uid = a.page.source_id, a.book.uid
    assert found.pop("words")
    assert found == {
        "item": {
            "uid": str(uid),
            "title": "Thạch Sanh",
            "creator": "Truyện cổ",
            "language": "vi",
            "url": f"/tai-lieu/{uid}/",
        },
        "sandbox": "allow-scripts allow-same-origin",
        "controls": ["size", "face", "spacing", "ground"],
        "is_paged": False,
        "entry": "",
        "content_origin": "http://content.testserver",
        "engine_url": f"http://content.testserver/r/{token}/{package}/epub",
        "content_url": f"http://content.testserver/c/{token}/{package}/",
        "files_url": f"http://content.testserver/r/{token}/{package}/files.json",
        "expires": found["expires"],
        "publication_url": f"/api/v1/items/{uid}/publication",
        "progress_url": f"/api/v1/progress/{uid}",
        "search_url": f"/api/v1/items/{uid}/search",
        "toc": [{"title": "Chương 1", "href": "OEBPS/ch1.xhtml", "children": []}],
        "spine": [{"href": "OEBPS/ch1.xhtml", "type": "application/xhtml+xml", "size": 900}],
        "pages": 0,
        "fixed_layout": False,
        "cover_url": "",
        "progress": {
            "locator": None,
            "progression": 0,
            "modified": None,
            "device": None,
            "furthest": None,
            "finished": False,
        },
        "start": None,
        "back_url": f"/tai-lieu/{uid}/",
        "account": str(a.pupil.uid),
    }
    assert datetime.fromisoformat(found["expires"]) > datetime.now(UTC)


def test_the_addresses_that_the_shell_asks_are_there(signed_in, a):
    found = config(signed_in.get(address(a.book)))
    assert signed_in.get(found["publication_url"]).json()["engine"] == "epub"
    assert signed_in.get(found["progress_url"]).json() == found["progress"]


def test_the_page_may_frame_its_engines_and_nothing_else(signed_in, a):
    answer = signed_in.get(address(a.book))
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "frame-src http://content.testserver/r/; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert answer["Permissions-Policy"].startswith('autoplay=(self "http://content.testserver"), fullscreen=(self), ')
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_with_a_grant_is_kept_nowhere(signed_in, a):
    assert signed_in.get(address(a.book))["Cache-Control"] == "no-store"


def test_the_content_host_is_the_one_of_the_host_that_was_asked(a, settings):
    settings.HOST_PAIRS = {"testserver": "content.testserver", "localhost": "127.0.0.1"}
    browser = Client(headers={"host": "localhost"})
    browser.force_login(a.pupil)
    assert config(browser.get(address(a.book)))["content_origin"] == "http://127.0.0.1"


def test_the_place_comes_with_the_page(signed_in, a):
    record_progress(
        a.pupil, a.book, locator=locator(0.42), modified=datetime.now(UTC), device_id="x", device_name="Phone"
    )
    found = config(signed_in.get(address(a.book)))
    assert found["progress"]["locator"] == locator(0.42)
    assert found["progress"]["device"] == {"id": "x", "name": "Phone"}


def test_nobody_gets_the_place_of_another(client, a, teacher):
    record_progress(a.pupil, a.book, locator=locator(), modified=datetime.now(UTC), device_id="x", device_name="")
    client.force_login(teacher)
    assert config(client.get(address(a.book)))["progress"]["locator"] is None


def test_a_reader_without_a_name_keeps_her_place_on_her_device(client, a):
    page = catalogue.ebook(a.shelf, audience=Audience.PUBLIC, source=source())
    found = config(client.get(address(page)))
    assert (found["progress_url"], found["account"], found["progress"]["locator"]) == (None, "", None)


def test_a_passage_is_where_the_book_opens(signed_in, a):
    place = locator(1 / 3, title="Chương 2")
    assert config(signed_in.get(address_at(a.book, place)))["start"] == place


@pytest.mark.parametrize("asked", ["", "1", "x:y", ".eJw:abc", "%00", "9" * 3000, "²"])
def test_a_place_that_is_not_of_ours_opens_the_book_where_it_would_open(signed_in, a, asked):
    assert config(signed_in.get(address(a.book, f"?at={asked}")))["start"] is None


def test_the_place_of_one_item_is_none_of_another(signed_in, a):
    other = catalogue.ebook(a.shelf, audience=Audience.PUBLIC, source=source())
    query = address_at(other, locator()).partition("?")[2]
    assert config(signed_in.get(address(a.book, f"?{query}")))["start"] is None


TOC = [
    {"title": "Phần I", "href": "OEBPS/a.xhtml", "children": [{"title": "1", "href": "OEBPS/a.xhtml#m%E1%BB%99t"}]},
    {"title": "Phần II", "href": "OEBPS/ch1.xhtml", "children": []},
]


@pytest.mark.parametrize(
    ("line", "start"),
    [
        (
            1,
            {
                "href": "OEBPS/a.xhtml",
                "type": "application/epub+zip",
                "title": "1",
                "locations": {"progression": 0, "fragments": ["một"]},
            },
        ),
        (
            2,
            {
                "href": "OEBPS/ch1.xhtml",
                "type": "application/xhtml+xml",
                "title": "Phần II",
                "locations": {"progression": 0},
            },
        ),
        (3, None),
    ],
)
def test_a_line_of_the_contents_is_where_the_book_opens(signed_in, a, line, start):
    page = catalogue.ebook(a.shelf, source=source(toc=TOC))
    assert config(signed_in.get(address(page, f"?c={line}")))["start"] == start


def test_a_line_of_the_contents_of_a_pdf_is_a_page(signed_in, a):
    toc = [{"title": "Mở đầu", "href": "doc.pdf#page=7", "children": []}]
    page = catalogue.ebook(a.shelf, source=source(SourceKind.PDF, toc=toc, spine=[], page_count=96))
    assert config(signed_in.get(address(page, "?c=0")))["start"] == {
        "href": "doc.pdf",
        "type": "application/pdf",
        "title": "Mở đầu",
        "locations": {"position": 7, "fragments": ["page=7"]},
    }


def test_a_title_can_not_end_the_script(signed_in, a):
    page = catalogue.ebook(a.shelf, "</script><b>Sấm & sét</b>", source=source())
    answer = signed_in.get(address(page))
    assert b"</script><b>" not in answer.content
    assert config(answer)["item"]["title"] == "</script><b>Sấm & sét</b>"


def test_what_is_for_teachers_is_said_to_pupils(signed_in, a):
    page = catalogue.ebook(a.shelf, audience=Audience.STAFF, source=source())
    assert signed_in.get(address(page)).status_code == 403


@pytest.mark.parametrize("fields", [{"live": False}, {"source": None}], ids=["a draft", "without a file"])
def test_what_can_not_be_opened_is_not_there(signed_in, a, fields):
    page = catalogue.ebook(a.shelf, source=source())
    EbookPage.objects.filter(pk=page.pk).update(**fields)
    assert signed_in.get(address(page)).status_code == 404


def test_no_such_item_is_not_there(signed_in):
    assert signed_in.get(f"/doc/{uuid4()}/").status_code == 404


def test_the_anonymous_find_nothing_of_a_school(client, a):
    assert client.get(address(a.book)).status_code == 404


@pytest.mark.parametrize("state", [SourceState.QUEUED, SourceState.FAILED])
def test_a_book_that_is_not_ready_says_so_and_leads_back(signed_in, a, state):
    page = catalogue.ebook(a.shelf, source=source())
    sources.becomes(page.source, state)
    answer = signed_in.get(address(page))
    assert answer.status_code == 409
    assert f'href="/tai-lieu/{page.uid}/"' in answer.content.decode()


def test_the_page_costs_a_fixed_number_of_queries(signed_in, a, django_assert_max_num_queries):
    passages(a.page.source, count=40)
    signed_in.get(address(a.book))
    with django_assert_max_num_queries(15):
        signed_in.get(address_at(a.book, locator(0.7)))


@pytest.fixture
def opened_as(monkeypatch):
    """Lets the type of books open otherwise."""
    monkeypatch.setattr(isolation, "_logged", {})

    def let(kind, name):
        opening = Opening(kind, f"{__name__}.{name}")
        monkeypatch.setitem(registry._types, "ebook", replace(registry.get("ebook"), opening=opening))

    return let


def a_page(page, reader, place):
    """A page of the type's own, which says what it was called with."""
    context = {"name": page.source.original_name, "roles": sorted(reader.roles), "where": place and place["href"]}
    return OwnPage("own/read.html", context, {"X-Of-The-Type": "1", "Cache-Control": "public"})


def a_launch(page, _reader, _place):
    return Launch(engine="epub", package=str(page.source_id), entry="index.html?lesson=2")


def a_problem(_page, _reader, _place):
    raise Problem("closed-on-sundays", status=409, title="Come back on Monday.")


@pytest.fixture
def own_page(opened_as, settings, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "read.html").write_text(
        "{{ page.title }} as {{ name }} for {{ roles|join:', ' }} at {{ where }}{{ opening|json_script:'opening' }}",
        encoding="utf-8",
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    opened_as(OpeningKind.PAGE, "a_page")


def test_a_type_may_bring_a_page_of_its_own(signed_in, a, own_page):
    answer = signed_in.get(address(a.book))
    assert answer.content.decode().startswith("Thạch Sanh as book.epub for pupil at None")
    assert config(answer, "opening") == {
        "item": {
            "uid": str(a.book.uid),
            "title": "Thạch Sanh",
            "creator": "Truyện cổ",
            "language": "vi",
            "url": f"/tai-lieu/{a.book.uid}/",
        },
        "progress_url": f"/api/v1/progress/{a.book.uid}",
        "progress": config(answer, "opening")["progress"],
        "start": None,
        "back_url": f"/tai-lieu/{a.book.uid}/",
        "account": str(a.pupil.uid),
    }


def test_a_page_of_its_own_adds_headers_and_is_never_kept(signed_in, a, own_page):
    answer = signed_in.get(address(a.book))
    assert (answer["X-Of-The-Type"], answer["Cache-Control"]) == ("1", "no-store")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")


def test_a_page_of_its_own_asks_the_access_rule_too(client, signed_in, a, own_page):
    page = catalogue.ebook(a.shelf, audience=Audience.STAFF, source=source())
    assert signed_in.get(address(page)).status_code == 403
    assert Client().get(address(a.book)).status_code == 404


def test_a_page_of_its_own_waits_for_its_content(signed_in, a, own_page):
    sources.becomes(a.page.source, SourceState.READING)
    answer = signed_in.get(address(a.book))
    assert (answer.status_code, "Thạch Sanh as" in answer.content.decode()) == (409, False)


def test_a_page_of_its_own_opens_at_the_passage(signed_in, a, own_page):
    answer = signed_in.get(address_at(a.book, {"href": "#stanza-2"}))
    assert (answer.status_code, answer["Location"]) == (302, f"/doc/{a.book.uid}/#stanza-2")


def test_a_page_of_its_own_is_told_where_she_goes_on(signed_in, a, own_page):
    record_progress(
        a.pupil, a.book, locator=locator(0.42), modified=datetime.now(UTC), device_id="x", device_name="Phone"
    )
    assert "at OEBPS/ch1.xhtml" in signed_in.get(address(a.book)).content.decode()
    assert "at plate-7" in signed_in.get(address_at(a.book, {"href": "plate-7"})).content.decode()


def test_a_page_of_its_own_that_can_not_be_drawn_is_a_fault_of_its_type(signed_in, a, opened_as):
    opened_as(OpeningKind.PAGE, "a_page")  # its template is nowhere
    answer = signed_in.get(address(a.book))
    assert answer.status_code == 500
    assert [(fault.slug, fault.field) for fault in isolation.recent()] == [("ebook", "opening.open")]


def test_what_an_engine_shows_by_itself_is_framed_at_its_entry(signed_in, a, opened_as):
    opened_as(OpeningKind.ENGINE, "a_launch")
    found = config(signed_in.get(address(a.book)))
    assert (found["entry"], found["toc"]) == ("index.html?lesson=2", [])
    assert found["engine_url"].endswith(f"/{a.page.source_id}/epub")
    renewed = signed_in.get(found["publication_url"]).json()
    assert (renewed["engine_url"].rpartition("/")[2], renewed["media_type"], renewed["spine"]) == ("epub", "", [])
    opening = signed_in.get(f"/api/v1/items/{a.book.uid}").json()["forms"][0]["opening"]
    assert (opening["kind"], opening["web_url"]) == ("engine", f"/doc/{a.book.uid}/")
    assert (opening["publication_url"], opening["playback_url"]) == (None, None)


def test_a_problem_of_the_type_is_shown_as_it_is(signed_in, a, opened_as):
    opened_as(OpeningKind.PUBLICATION, "a_problem")
    answer = signed_in.get(address(a.book))
    assert answer.status_code == 409
    assert "Come back on Monday." in answer.content.decode()
    assert signed_in.get(f"/api/v1/items/{a.book.uid}/publication").json()["code"] == "closed-on-sundays"
    assert isolation.recent() == []


@pytest.mark.parametrize("kind", [OpeningKind.PUBLICATION, OpeningKind.PLAYBACK, OpeningKind.ENGINE])
def test_an_answer_of_another_kind_is_a_fault_of_the_type(signed_in, a, opened_as, own_page, kind):
    opened_as(kind, "a_page")
    assert signed_in.get(address(a.book)).status_code == 500
    assert [(fault.slug, fault.field) for fault in isolation.recent()] == [("ebook", "opening.open")]


def test_nothing_else_answers_for_a_way_in_which_it_does_not_open(signed_in, a, own_page):
    for name in ("publication", "playback"):
        answer = signed_in.get(f"/api/v1/items/{a.book.uid}/{name}")
        assert (answer.status_code, answer.json()["code"]) == (404, "nothing-to-open")
