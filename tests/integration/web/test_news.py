"""News, plain pages, and the pictures in them."""

import io

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images import get_image_model

from cms.web import pictures
from cms.web.models import NewsPage, PlainPage
from tests.factories import schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


def news(home, title, day="2026-11-20", **fields):
    home.refresh_from_db()
    return home.add_child(instance=NewsPage(title=title, slug=f"tin-{title.lower()}", day=day, **fields))


@pytest.fixture
def picture(db):
    drawn = io.BytesIO()
    Drawing.new("RGB", (1200, 600), "#F7BE2B").save(drawn, "PNG")
    drawn.seek(0)
    return get_image_model().objects.create(
        title="Hội sách", description="Các bạn đọc sách", file=ImageFile(drawn, "a.png")
    )


def test_the_list_has_the_news_of_the_school_newest_first(a, anybody):
    news(a.home, "Cũ", "2026-10-01")
    news(a.home, "Mới", "2026-11-01", intro="Một câu.")
    page = text_of(anybody.get("/tin/"))
    assert page.index("Mới") < page.index("Cũ")
    assert "Một câu." in page


def test_each_school_has_its_own(a, anybody):
    b = schools.school("Trường Sao Mai")
    news(a.home, "Hoa"), news(b.home, "Sao")
    assert "Sao" not in text_of(english(schools.pupil(a)).get("/tin/")).replace("Sao Mai", "")
    there = text_of(anybody.get(f"/tin/{b.home.slug}/"))
    assert ("Sao" in there, "Hoa " in there) == (True, False)
    assert anybody.get("/tin/khong-co-truong/").status_code == 404


def test_a_long_list_has_pages(a, anybody, django_assert_max_num_queries):
    for number in range(25):
        news(a.home, f"T{number:02}", f"2026-10-{number + 1:02}")
    assert "Page 1 of 2" in text_of(anybody.get("/tin/"))
    with django_assert_max_num_queries(16):
        second = anybody.get("/tin/?page=2")
    assert second.content.decode().count('class="news__title"') == 5
    assert anybody.get("/tin/?page=zz").status_code == 200


def test_a_piece_of_news_shows_its_day_and_body(a, anybody, picture):
    page = news(a.home, "Hội", body=[("heading", "Khai mạc"), ("text", "<p>Có <b>quà</b>.</p>"), ("picture", picture)])
    html = anybody.get(page.url).content.decode()
    assert 'datetime="2026-11-20"' in html
    assert "<h2>Khai mạc</h2>" in html
    assert "<b>quà</b>" in html
    assert 'alt="Các bạn đọc sách"' in html


def test_words_of_people_are_not_markup(a, anybody):
    page = news(a.home, "X", intro="<script>alert(1)</script>", body=[("heading", "<img src=x onerror=alert(1)>")])
    html = anybody.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


# Wagtail leaves the file in which it makes a picture to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_pictures_are_served_under_their_signed_address_only(a, anybody, picture):
    address = pictures.address(picture, 900)
    response = anybody.get(address)
    assert response["Content-Type"] == "image/jpeg"
    assert Drawing.open(io.BytesIO(b"".join(response.streaming_content))).width == 900
    assert anybody.get(address.replace("/900/", "/901/")).status_code == 404
    other = address.replace(f"/{picture.pk}/", f"/{picture.pk + 1}/")
    assert anybody.get(other).status_code == 404
    assert anybody.get(f"/hinh/x/{picture.pk}/900/").status_code == 404


def test_the_foot_leads_to_the_plain_pages_that_are_shown_in_menus(a, anybody):
    a.home.add_child(
        instance=PlainPage(title="Trợ giúp", slug="tro-giup", show_in_menus=True, body=[("text", "<p>Xin chào</p>")])
    )
    a.home.add_child(instance=PlainPage(title="Riêng", slug="rieng"))
    page = anybody.get("/")
    assert "Trợ giúp" in text_of(page)
    assert "Riêng" not in text_of(page)
    assert "Xin chào" in text_of(anybody.get(f"{a.home.url}tro-giup/"))
