"""What a librarian and a visitor do with a riddle: run where the type of the guide is installed."""

import sys

import django
from visit_songbook import ROOT, client_of, drain, find

TITLE = "Cái gì tròn?"
QUESTION = "Vừa bằng hạt đỗ, ăn giỗ cả làng"


def main() -> None:
    """Written in the admin's form, published, found by a word of the question, opened."""
    from django.conf import settings
    from wagtail.models import Page

    from cms.accounts.models import User
    from cms.accounts.services import create_school
    from library_pages.catalogue.models import ShelfPage

    settings.ALLOWED_HOSTS = ["localhost"]
    school = create_school("Trường Hoa Gạo")
    client = client_of(User.objects.create_superuser("librarian", "a long password 1"))
    shelf = ShelfPage.objects.child_of(Page.objects.get(pk=school.home_page.pk)).get()
    address = f"/admin/pages/add/riddle/riddlepage/{shelf.pk}/"
    form = client.get(address).content.decode()
    assert "Câu hỏi" in form or "câu hỏi" in form  # its own translation
    written = {
        "title": TITLE,
        "slug": "vua-bang-hat-do",
        "question": QUESTION,
        "answer": "con ruồi",
        "summary": "",
        "subtitle": "",
        "audience": "public",
        "language": "vi",
        "contributions-TOTAL_FORMS": "0",
        "contributions-INITIAL_FORMS": "0",
        "contributions-MIN_NUM_FORMS": "0",
        "contributions-MAX_NUM_FORMS": "1000",
        "action-publish": "yes",
    }
    answer = client.post(address, written)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    drain()
    hit = find("an gio ca lang")[0]
    visitor = client_of(None)
    assert QUESTION in visitor.get(f"/doc/{hit.id}/").content.decode()
    inside = visitor.get(f"/api/v1/public/items/{hit.id}/search?q=an+gio+ca+lang").json()["passages"][0]
    assert visitor.get(inside["web_url"])["Location"].endswith("#question")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    django.setup()
    main()
