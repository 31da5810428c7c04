"""What a librarian, a pupil and an app do with a poem: run in the environment into which the plugin is installed.

`python visit.py make|gone|back|narrow`; prints nothing when all is well, else ends with the assertion that failed.
"""

import json
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[3]
HOST = {"host": "localhost:8000"}
TITLE = "Trăng soi giếng nước"
VERSES = "Trăng soi giếng nước đầu làng\nGàu nghiêng múc cả ánh vàng mang theo\n\nDế kêu dưới gốc khế nghèo"


def main(step: str) -> None:
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["localhost"]
    {"make": make, "gone": gone, "back": back, "narrow": narrow}[step]()


def make() -> None:
    """The type is there without any edit: menus, form, index, facets, API, reader page."""
    from wagtail.models import Page

    from cms.accounts.models import School, User
    from cms.accounts.services import create_school
    from library_pages.catalogue.models import ResourcePage, ShelfPage

    school = create_school("Trường Hoa Gạo")
    librarian = User.objects.create_superuser("librarian", "a long password 1")
    shelf = ShelfPage.objects.child_of(Page.objects.get(pk=school.home_page.pk)).get()
    client = client_of(librarian)
    assert "poem" in client.get(f"/admin/pages/{shelf.pk}/add_subpage/").content.decode()
    add = f"/admin/pages/add/poem/poempage/{shelf.pk}/"
    assert "verses" in client.get(add).content.decode()
    answer = client.post(add, form() | {"action-publish": "yes"})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = ResourcePage.objects.get(title=TITLE)
    assert (page.type_slug, page.live, page.school) == ("poem", True, School.objects.get())
    is_all_there(page, librarian)


def gone() -> None:
    """Uninstalled, the page is a locked stand-in, and nothing errors."""
    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage

    make_missing_indexes()
    page = ResourcePage.objects.get(title=TITLE)
    librarian = User.objects.get(username="librarian")
    client = client_of(librarian)
    assert type(page.specific) is ResourcePage
    for path in surfaces(page):
        answer = client.get(path)
        assert answer.status_code < 500, path
    assert client.get(f"/tai-lieu/{page.uid}/").status_code == 200
    editor = client.get(f"/admin/pages/{page.pk}/edit/")
    assert editor.status_code == 200
    assert client.post(f"/admin/pages/{page.pk}/edit/", {"title": "x", "slug": "x"}).status_code < 500
    assert client.post(f"/admin/pages/{page.pk}/delete/").status_code == 302
    assert client.post(f"/admin/pages/{page.pk}/copy/", {"new_title": "x", "new_slug": "y"}).status_code == 302
    shelf = page.get_parent()
    assert client.post(f"/admin/pages/{shelf.pk}/delete/").status_code == 302
    drain()
    still = ResourcePage.objects.get(title=TITLE)
    assert (still.type_slug, still.live) == ("poem", True)
    assert [hit.id for hit in find("trang soi gieng")] == [str(page.uid)]


def back() -> None:
    """Installed again, class, verses, passages and reader page are back."""
    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage

    page = ResourcePage.objects.get(title=TITLE)
    assert type(page.specific).__name__ == "PoemPage"
    assert page.specific.verses == VERSES
    librarian = User.objects.get(username="librarian")
    client = client_of(librarian)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", form() | {"subtitle": "Thơ", "action-publish": "yes"})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert (page.subtitle, page.specific.verses) == ("Thơ", VERSES)
    is_all_there(page, librarian)


def narrow() -> None:
    """The metre, a facet of the poem's own, narrows page and API alike, whichever engine answers."""
    from django.conf import settings
    from django.utils import translation
    from khovang_poem.models import Metre
    from khovang_poem.plugin import RESOURCE_TYPE

    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage
    from search import engines

    settings.ELASTICSEARCH_TIMEOUT = 30.0
    with translation.override("vi"):
        label, heading = str(Metre.SIX_EIGHT.label), str(RESOURCE_TYPE.search.facets[0].label)
    page = ResourcePage.objects.get(title=TITLE)
    client = client_of(User.objects.get(username="librarian"))
    for name in ("tantivy", "elasticsearch", "database"):
        settings.SEARCH_ENGINE = name
        engines.configured.cache_clear()
        engines.stand_in.cache_clear()
        rebuild()
        answer = json.loads(client.get("/api/v1/search?q=trang&metre=six-eight").content)
        assert [hit["item"]["uid"] for hit in answer["items"]] == [str(page.uid)], (name, answer)
        assert answer["degraded"] is False
        metre = {"value": "six-eight", "label": label, "count": 1, "chosen": True}
        assert {"name": "metre", "values": [metre]} in answer["facets"], (name, answer["facets"])
        assert json.loads(client.get("/api/v1/search?q=trang&metre=free").content)["total"] == 0
        shown = client.get("/tim/?q=trang&metre=six-eight").content.decode()
        assert TITLE in shown
        assert f"<legend>{heading}</legend>" in shown
        assert label in shown
        assert TITLE not in client.get("/tim/?q=trang&metre=free").content.decode()
        assert client.get("/tim/?q=trang&metre=no-metre").status_code == 200  # left out, as any other nonsense


def is_all_there(page: "object", librarian: "object") -> None:
    """Index, facets, API, suggestions and the reader page know the poem."""
    drain()
    hits = find("muc ca anh vang")
    assert [hit.id for hit in hits] == [str(page.uid)], hits
    assert "múc cả ánh vàng" in "".join(text for text, _marked in hits[0].passages[0].snippet), hits[0].passages
    client = client_of(librarian)
    results = client.get("/tim/?q=muc+ca+anh+vang&type=poem").content.decode()
    assert TITLE in results
    item = client.get(f"/tai-lieu/{page.uid}/").content.decode()
    assert f"/doc/{page.uid}/" in item
    reader = client.get(f"/doc/{page.uid}/").content.decode()
    assert "Dế kêu dưới gốc khế nghèo" in reader
    found = json.loads(client.get(f"/api/v1/items/{page.uid}/search?q=de+keu").content)
    assert client.get(found["passages"][0]["web_url"])["Location"].endswith("#stanza-2")
    types = json.loads(client.get("/api/v1/types").content)
    assert "poem" in json.dumps(types)
    listed = json.loads(client.get("/api/v1/items?type=poem").content)
    assert [entry["title"] for entry in listed["items"]] == [TITLE]


def surfaces(page: "object") -> list[str]:
    """Addresses that may meet a page whose type is gone."""
    shelf = page.get_parent()
    return [
        "/",
        "/tim/?q=trang",
        "/tim/goi-y/?q=tra",
        f"/tai-lieu/{page.uid}/",
        f"/doc/{page.uid}/",
        page.get_url() or "/",
        "/api/v1/items",
        f"/api/v1/items/{page.uid}",
        f"/api/v1/items/{page.uid}/publication",
        "/admin/",
        f"/admin/pages/{shelf.pk}/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/usage/",
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/pages/{page.pk}/move/",
        f"/admin/pages/{page.pk}/unpublish/",
        "/admin/pages/search/?q=trang",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/reports/page-types-usage/",
    ]


def form() -> dict[str, str]:
    """The admin's form of a poem."""
    return {
        "title": TITLE,
        "slug": "trang-soi",
        "verses": VERSES,
        "metre": "six-eight",
        "subtitle": "",
        "summary": "",
        "audience": "public",
        "language": "vi",
        "contributions-TOTAL_FORMS": "0",
        "contributions-INITIAL_FORMS": "0",
        "contributions-MIN_NUM_FORMS": "0",
        "contributions-MAX_NUM_FORMS": "1000",
    }


def client_of(user: "object") -> "object":
    """A browser that is signed in."""
    from django.test import Client

    client = Client(headers=HOST)
    client.force_login(user)
    return client


def drain() -> None:
    """Let the index follow, as the worker does."""
    from search import topics
    from search.services.drain import drain as drain_topic

    for topic in topics.fed():
        while drain_topic(topic):
            pass


def make_missing_indexes() -> None:
    """What the worker does at its start: with other facets the indexes of before can't be read."""
    from search import topics
    from search.services.upkeep import make_missing_index

    for topic in topics.fed():
        make_missing_index(topic)


def rebuild() -> None:
    """Fill the index of the configured engine."""
    from search import topics
    from search.services.rebuild import rebuild as rebuild_topic

    rebuild_topic(topics.MAIN)


def find(words: str) -> list:
    """Works that somebody without an account finds."""
    from cms.accounts.reader import ANONYMOUS
    from library_pages.catalogue import access
    from search.finding import find as ask
    from search.port import Query

    answer = ask(Query(text=words, tokens=access.tokens_held(ANONYMOUS)))
    assert (answer.engine, answer.degraded) == ("tantivy", False)
    return list(answer.hits)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    django.setup()
    main(sys.argv[1])
