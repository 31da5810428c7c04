"""What readers, apps and the index meet while a type's callables raise in turn: run where khovang_leaflet is installed.

Prints nothing when all is as it should be, else ends with the assertion that is not.
"""

import sys
from pathlib import Path

import django
import visit

PUBLIC, OWN = "/api/v1/public", "/api/v1"
TITLE, OTHER = "Tờ gấp rửa tay", "Chuyện kể đêm trăng"
WORDS = "Rửa tay bằng xà phòng trước khi ăn."


def main() -> None:
    """Every callable in turn, then none: everything is back."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["localhost"]
    pages = made()
    visit.drain()
    from khovang_leaflet import callables

    from cms.plugins import isolation

    for field in isolation.FIELDS:
        callables.raising = field
        all_answers(pages, field)
        the_index_has_both(pages, field)
    callables.raising = ""
    all_answers(pages, "")
    leaflet = pages[0]
    leaflet.specific.save()
    visit.drain()
    assert [hit.id for hit in visit.find("xa phong truoc khi an")] == [str(leaflet.uid)]


def made() -> list:
    """A leaflet and a resource of another type, both in a collection."""
    from khovang_leaflet.models import LeafletPage
    from wagtail.models import Page

    from cms.accounts.models import User
    from cms.accounts.services import create_school
    from library_collections.models import CollectionEntry, ThemedCollectionPage
    from library_collections.services import index_of
    from library_pages.catalogue.models import ResourcePage, ShelfPage
    from tests.factories import recordings

    school = create_school("Trường Hoa Gạo")
    User.objects.create_superuser("librarian", "a long password 1")
    shelf = ShelfPage.objects.child_of(Page.objects.get(pk=school.home_page.pk)).get()
    leaflet = shelf.add_child(instance=LeafletPage(title=TITLE, text=WORDS, audience="public"))
    other = recordings.page(shelf, OTHER, audience="public")
    themed = ThemedCollectionPage(title="Đêm trăng", slug="dem-trang")
    for page in (leaflet, other):
        themed.entries.add(CollectionEntry(resource=page))
    index_of(school).add_child(instance=themed)
    return [*ResourcePage.objects.filter(pk__in=[leaflet.pk, other.pk]).order_by("path"), themed, shelf]


def all_answers(pages: list, field: str) -> None:
    """The pages and operations that show items answer, with both; only the leaflet itself may not open."""
    from django.test import Client

    from cms.accounts.models import User

    leaflet, other, themed, shelf = pages
    librarian = visit.client_of(User.objects.get(username="librarian"))
    for client, root in ((Client(headers=visit.HOST), PUBLIC), (librarian, OWN)):
        shown = ["/", shelf.url, themed.url, "/tim/?q=xa+phong", "/tim/"]
        shown += [f"{root}/items", f"{root}/collections/{themed.uid}", f"{root}/search?q=xa+phong"]
        for path in shown:
            answer = client.get(path)
            assert answer.status_code == 200, (field, path, answer.status_code)
            said = str(answer.json()) if path.startswith(root) else answer.content.decode()
            assert TITLE in said, (field, path)
        for page in (leaflet, other):
            for path in (f"/tai-lieu/{page.uid}/", f"{root}/items/{page.uid}"):
                answer = client.get(path)
                assert answer.status_code == 200, (field, path, answer.status_code)
        for path in (themed.get_parent().url, f"{root}/collections", f"{root}/suggestions?q=to", f"{root}/types"):
            assert client.get(path).status_code == 200, (field, path)
        opened = client.get(f"/doc/{leaflet.uid}/")
        assert opened.status_code == (500 if field == "opening.open" else 200), (field, opened.status_code)
    assert librarian.get("/admin/").status_code == 200, field


def the_index_has_both(pages: list, field: str) -> None:
    """Written anew while the callable raises, both are found by their titles."""
    for page in pages[:2]:
        page.specific.save()
    visit.drain()
    assert {hit.id for hit in visit.find("to gap")} == {str(pages[0].uid)}, field
    assert {hit.id for hit in visit.find("chuyen ke")} == {str(pages[1].uid)}, field


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[3]
    sys.path[:0] = [str(root), str(root / "collections")]
    django.setup()
    main()
