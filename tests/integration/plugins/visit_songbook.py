"""What a librarian and a pupil do with a songbook: run in the environment into which the plugin is installed.

`python visit_songbook.py make|gone|back`; prints nothing when all is as it should be, else ends with what is not.
"""

import io
import sys
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[3]
HOST = {"host": "localhost:8000"}
SONGS = {
    "2 trăng.txt": "Trăng sáng sân đình\n\nTrăng sáng sân đình trăng xuống ao sen",
    "1 nghé.txt": "Nghé về chuồng\n\nNghé ơi về chuồng cỏ non đầy rổ",
}


def main(step: str) -> None:
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()  # so that an answer names its form
    settings.ALLOWED_HOSTS = ["localhost"]
    {"make": make, "gone": gone, "back": back}[step]()


def make() -> None:
    """The kind is there without any edit: upload form, order, tab, titles, replacing, publishing, finding."""
    from wagtail.models import Page

    from cms.accounts.models import User
    from cms.accounts.services import create_school
    from library_pages.catalogue.models import ShelfPage

    school = create_school("Trường Hoa Gạo")
    client = client_of(User.objects.create_superuser("librarian", "a long password 1"))
    shelf = ShelfPage.objects.child_of(Page.objects.get(pk=school.home_page.pk)).get()
    asks_for_all_that_is_required(client, shelf)
    page = uploaded(client, shelf)
    tab(client, page)
    replaced(client, page)
    draft = page.get_latest_revision_as_object()
    draft.audience = "public"
    draft.save_revision().publish()
    page.refresh_from_db()
    assert page.live
    gets_a_sheet(client, shelf, page)
    is_all_there()


def asks_for_all_that_is_required(client: Any, shelf: Any) -> None:
    """Without the occasion the form says so and nothing is kept; the other kind has a form of its own."""
    from khovang_songbook.models import SongbookPage, Songs

    address = f"/admin/upload/songbook/{shelf.pk}/"
    assert address in client.get(f"/admin/pages/add/songbook/songbookpage/{shelf.pk}/")["Location"]
    form = client.get(address).content.decode()
    assert 'name="occasion"' in form
    assert f"{address}recording/" in form
    assert 'accept="audio/*' in client.get(f"{address}recording/").content.decode()
    refused = client.post(address, {"files": files(), "shelf": shelf.pk})
    assert refused.status_code == 422
    assert "occasion" in refused.context["form"].errors
    too_long = client.post(address, {"files": files(), "shelf": shelf.pk, "occasion": "x" * 101})
    assert too_long.status_code == 422
    huge = client.post(
        address, {"files": [file("a.txt", "A\n" + "b" * 65 * 1024)], "shelf": shelf.pk, "occasion": "Tết"}
    )
    assert huge.status_code == 422
    assert not SongbookPage.objects.exists()
    assert not Songs.objects.exists()


def uploaded(client: Any, shelf: Any) -> Any:
    """A draft with the songs in the order of their names."""
    from khovang_songbook.models import SongbookPage

    sent = {"files": files(), "shelf": shelf.pk, "occasion": "Trung thu"}
    assert client.post(f"/admin/upload/songbook/{shelf.pk}/", sent).status_code == 302
    page = SongbookPage.objects.get()
    assert (page.live, page.occasion, page.songs.school_id) == (False, "Trung thu", page.school_id)
    assert [song.title for song in page.songs.rows.all()] == ["Nghé về chuồng", "Trăng sáng sân đình"]
    return page


def tab(client: Any, page: Any) -> None:
    """The songs and the missing recording are shown; titles are corrected one by one."""
    editor = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "1 nghé.txt" in editor
    assert f"/admin/resources/{page.pk}/content/recording/" in editor
    titles = f"/admin/resources/{page.pk}/content/songs/titles/"
    assert titles in editor
    assert client.post(titles, {"title_0": "Nghé ơi", "title_1": "Trăng sáng"}).status_code == 302
    assert [song.title for song in page.songs.rows.all()] == ["Nghé ơi", "Trăng sáng"]
    state = f"/admin/content/songs/{page.songs.pk}/"
    assert client.get(state).json()["ready"] is True
    assert client.get("/admin/content/songs/no-number/").status_code == 404


def replaced(client: Any, page: Any) -> None:
    """Other songs; the old ones are thrown away with the last revision only."""
    old = page.songs
    address = f"/admin/resources/{page.pk}/content/songs/"
    assert client.post(address, {"files": [file("x.bin", "only one line")]}).status_code == 422
    assert client.post(address, {"files": files()}).status_code == 302
    page.refresh_from_db()
    assert page.songs != old
    assert type(old).objects.filter(pk=old.pk).exists()


def gets_a_sheet(client: Any, shelf: Any, book: Any) -> None:
    """A song of its own is made below the book and nowhere else, and is never open to more readers than the book."""
    from khovang_songsheet.models import SheetPage

    form = "/admin/pages/add/songsheet/sheetpage/{}/"
    assert client.get(form.format(book.pk)).status_code == 200
    assert client.get(form.format(shelf.pk)).status_code in {302, 403}
    sheet = SheetPage(title="Cò lả", words="Con cò bay lả bay la", key="Rê", audience="public")
    book.add_child(instance=sheet)
    drain()
    assert [hit.id for hit in find("bay la bay la")] == [str(sheet.uid)]
    narrow(book, "staff")
    assert not find("bay la bay la")
    assert client_of(None).get(f"/tai-lieu/{sheet.uid}/").status_code == 404
    assert client_of(None).get(f"/api/v1/public/items/{sheet.uid}").status_code == 404
    narrow(book, "public")


def narrow(book: Any, audience: str) -> None:
    """Publish the book for another audience."""
    draft = type(book).objects.get(pk=book.pk)
    draft.audience = audience
    draft.save_revision().publish()
    drain()


def sheet_is_there() -> None:
    """The sheet is found by its words and by the title of its book, shown within it, and sung."""
    from khovang_songsheet.models import SheetPage

    sheet = SheetPage.objects.get()
    book = sheet.part_of
    assert book is not None
    assert book.type_slug == "songbook"
    assert str(sheet.uid) in {hit.id for hit in find("bay la bay la")}
    assert str(sheet.uid) in {hit.id for hit in find(f"{book.title} co la")}
    client = client_of(None)
    shown = client.get(f"/tai-lieu/{book.uid}/", headers={"accept-language": "en"}).content.decode()
    assert f"/tai-lieu/{sheet.uid}/" in shown
    assert "Rê" in shown
    assert f"/tai-lieu/{book.uid}/" in client.get(f"/tai-lieu/{sheet.uid}/").content.decode()
    assert "Con cò bay lả bay la" in client.get(f"/doc/{sheet.uid}/").content.decode()
    parts = client.get(client.get(f"/api/v1/public/items/{book.uid}").json()["parts"]["url"]).json()["items"]
    assert [part["uid"] for part in parts] == [str(sheet.uid)]


def gone() -> None:
    """Uninstalled, the page is a locked stand-in that is still found."""
    from library_pages.catalogue.models import ResourcePage

    page = ResourcePage.objects.get(type_slug="songbook")
    assert type(page.specific) is ResourcePage
    client = client_of(None)
    assert client.get(f"/tai-lieu/{page.uid}/").status_code == 200
    assert client.get(f"/doc/{page.uid}/").status_code < 500
    sheet = ResourcePage.objects.get(type_slug="songsheet")
    assert f"/tai-lieu/{page.uid}/" in client.get(f"/tai-lieu/{sheet.uid}/").content.decode()
    drain()
    assert ResourcePage.objects.get(pk=page.pk).live


def back() -> None:
    """Installed again all songs are back; with the last page its songs and sheets go."""
    from khovang_songbook.models import Song, SongbookPage
    from khovang_songsheet.models import SheetPage

    is_all_there()
    page = SongbookPage.objects.get()
    shown = page.songs_id
    page.delete()
    assert not Song.objects.filter(songs=shown).exists()
    assert not SheetPage.objects.exists()


def is_all_there() -> None:
    """The songs are found by their words, with their place, and are read on a page of their own."""
    from khovang_songbook.models import SongbookPage

    drain()
    sheet_is_there()
    page = SongbookPage.objects.get()
    hit = find("xuong ao sen")[0]
    assert hit.id == str(page.uid)
    assert hit.passages[0].passage.locator["href"] == "#song-2"
    client = client_of(None)
    inside = f"/api/v1/public/items/{page.uid}/search?q=xuong+ao+sen"
    found = client.get(inside, headers={"accept-language": "en"}).json()["passages"][0]
    assert found["label"] == "Song 2"
    assert "Trăng sáng sân đình trăng xuống ao sen" in client.get(f"/doc/{page.uid}/").content.decode()
    assert client.get(found["web_url"])["Location"].endswith("#song-2")
    what_it_says_is_shown(client, page)


def what_it_says_is_shown(client: Any, page: Any) -> None:
    """Its details are fields of the API and rows of the page, and its facet narrows."""
    said = client.get(f"/api/v1/public/items/{page.uid}").json()["details"]
    assert [(each["name"], [value["value"] for value in each["values"]]) for each in said] == [
        ("occasion", ["Trung thu"]),
        ("songs", ["Nghé về chuồng", "Trăng sáng sân đình"]),
    ]
    assert "Trung thu" in client.get(f"/tai-lieu/{page.uid}/").content.decode()
    results = "/api/v1/public/search?q=xuong+ao+sen&occasion="
    (hit,) = client.get(f"{results}Trung+thu").json()["items"]
    assert [each["name"] for each in hit["item"]["details"]] == ["songs"]
    assert client.get(f"{results}Giáng+sinh").json()["total"] == 0
    copies_are_said_to_members(client, page)
    assert "2 bài" in client.get("/tim/?q=xuong+ao+sen").content.decode()


def copies_are_said_to_members(client: Any, page: Any) -> None:
    """Where the printed copies are, on the page and in the API; to others the type says nothing."""
    from khovang_songbook.models import SongbookPage

    from cms.accounts.models import User

    SongbookPage.objects.filter(pk=page.pk).update(copies=3, copies_out=1)
    reader = client_of(User.objects.get(username="librarian"))
    (form,) = reader.get(f"/api/v1/items/{page.uid}").json()["forms"]
    copies = {"state": "on-shelf", "text": "Còn trên giá: 2/3 bản · Phòng âm nhạc", "free": 2, "total": 3}
    assert form["availability"] == copies | {"place": "Phòng âm nhạc", "until": None}
    assert copies["text"] in reader.get(f"/tai-lieu/{page.uid}/").content.decode()
    (form,) = client.get(f"/api/v1/public/items/{page.uid}").json()["forms"]
    assert form["availability"]["state"] == "online"


def file(name: str, text: str) -> Any:
    sent = io.BytesIO(text.encode())
    sent.name = name
    return sent


def files() -> list[Any]:
    """The songs as a browser sends them."""
    return [file(name, text) for name, text in SONGS.items()]


def client_of(user: Any) -> Any:
    """A browser, signed in where there is somebody."""
    from django.test import Client

    client = Client(headers=HOST)
    if user is not None:
        client.force_login(user)
    return client


def drain() -> None:
    """Let the index follow, as the worker does; with other facets the one of before can't be read."""
    from search import topics
    from search.services.drain import drain as drain_topic
    from search.services.upkeep import make_missing_index

    for topic in topics.fed():
        make_missing_index(topic)
        while drain_topic(topic):
            pass


def find(words: str) -> list[Any]:
    """Works that somebody without an account finds."""
    from cms.accounts.reader import ANONYMOUS
    from library_pages.catalogue import access
    from search.finding import find as ask
    from search.port import Query

    return list(ask(Query(text=words, tokens=access.tokens_held(ANONYMOUS))).hits)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    django.setup()
    main(sys.argv[1])
