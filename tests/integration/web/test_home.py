"""The home page: whose it is, which variant she gets, and that its shelves ask the one access rule."""

import pytest

from cms.accounts.enums import Role
from cms.web.models import HomePage, NewsPage
from library_pages.catalogue.enums import Audience
from library_pages.media.enums import RecordingKind
from tests.factories import catalogue, recordings, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


def test_while_there_is_no_school_the_page_says_where_to_set_it_up(anybody):
    HomePage.objects.all().delete()
    response = anybody.get("/")
    assert response.status_code == 200
    assert "set-up address" in text_of(response)


def test_an_empty_library_says_what_to_do_and_to_whom(a, anybody):
    librarian = english(schools.user(Role.LIBRARIAN, a, is_staff=True)).get("/")
    assert "Upload the first book" in text_of(librarian)
    assert 'href="/admin/"' in librarian.content.decode()
    assert "sign in to see what your school keeps" in text_of(anybody.get("/"))
    catalogue.ebook(a.shelf, audience=Audience.PUBLIC)
    assert "The shelves are still empty." not in text_of(english().get("/"))


def test_the_only_school_is_at_home_for_everybody(a, anybody):
    assert "Trường Hoa Gạo" in text_of(anybody.get("/"))


def test_where_there_are_several_a_stranger_sees_the_platform_and_a_pupil_her_school(a, anybody):
    b = schools.school("Trường Sao Mai")
    assert "Trường Hoa Gạo" not in text_of(anybody.get("/"))
    assert "Trường Sao Mai" in text_of(english(schools.pupil(b)).get("/"))


@pytest.mark.parametrize(
    ("role", "grade", "template"),
    [
        (Role.PUPIL, 1, "web/house.html"),
        (Role.PUPIL, 2, "web/house.html"),
        (Role.PUPIL, 3, "web/home.html"),
        (Role.LIBRARIAN, None, "web/home.html"),
    ],
)
def test_grades_one_and_two_get_the_house(a, role, grade, template):
    person = schools.pupil(a, grade) if role is Role.PUPIL else schools.user(role, a)
    response = english(person).get("/")
    assert response.templates[0].name == template


def test_the_house_has_a_door_for_what_can_be_done_and_no_search_field(a):
    catalogue.ebook(a.shelf, "Tấm Cám")
    for kind in RecordingKind:
        recordings.page(a.shelf, played=recordings.recording(kind=kind))
    response = english(schools.pupil(a, 1)).get("/")
    html = response.content.decode()
    assert html.count('class="door ') == 3
    assert all(words in html for words in ("Listen to stories", "Watch films", "Read books"))
    assert "Look at pictures" not in html
    assert 'type="search"' not in html


@pytest.fixture
def shelved(a):
    """One title for each audience in the first school, and one of another school."""
    b = schools.school("Trường Sao Mai")
    catalogue.ebook(a.shelf, "Sách công khai", audience=Audience.PUBLIC)
    catalogue.ebook(a.shelf, "Sách của trường", audience=Audience.SCHOOL)
    catalogue.ebook(a.shelf, "Sách của thầy cô", audience=Audience.STAFF)
    catalogue.ebook(a.shelf, "Sách chưa đăng", audience=Audience.PUBLIC, live=False)
    catalogue.ebook(b.shelf, "Sách trường khác", audience=Audience.SCHOOL)
    return a


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("stranger", {"Sách công khai"}),
        ("pupil", {"Sách công khai", "Sách của trường"}),
        ("small", {"Sách công khai", "Sách của trường"}),
        ("teacher", {"Sách công khai", "Sách của trường", "Sách của thầy cô"}),
    ],
)
def test_shelves_open_book_and_tiles_show_what_the_reader_may_open(shelved, who, sees):
    people = {
        "stranger": lambda: None,
        "pupil": lambda: schools.pupil(shelved, 4),
        "small": lambda: schools.pupil(shelved, 1),
        "teacher": lambda: schools.user(Role.TEACHER, shelved),
    }
    page = text_of(english(people[who]()).get(shelved.home.url))
    titles = {"Sách công khai", "Sách của trường", "Sách của thầy cô", "Sách chưa đăng", "Sách trường khác"}
    assert {title for title in titles if title in page} == sees


def test_more_books_cost_no_more_queries(a, django_assert_max_num_queries):
    pupil = english(schools.pupil(a))
    for _ in range(2):
        catalogue.ebook(a.shelf, author="Tô Hoài")
    pupil.get("/")
    with django_assert_max_num_queries(60) as few:
        pupil.get("/")
    for number in range(8):
        catalogue.ebook(a.shelf, author=f"Tác giả {number}")
    with django_assert_max_num_queries(len(few)):
        pupil.get("/")


def test_a_pupil_is_called_by_her_given_name(a):
    pupil = schools.pupil(a)
    pupil.last_name, pupil.first_name = "Trần Minh", "Anh"
    pupil.save()
    assert "Hello Minh Anh," in text_of(english(pupil).get("/"))


def test_the_newest_three_pieces_of_news_stand_at_home(a, anybody):
    for day in range(1, 5):
        a.home.refresh_from_db()
        a.home.add_child(instance=NewsPage(title=f"Tin số {day}", slug=f"tin-{day}", day=f"2026-11-0{day}"))
    page = text_of(anybody.get("/"))
    assert [f"Tin số {day}" in page for day in range(1, 5)] == [False, True, True, True]
    assert page.index("Tin số 4") < page.index("Tin số 3")


def test_drafts_of_news_stay_in_the_office(a, anybody):
    a.home.add_child(instance=NewsPage(title="Chưa đăng", slug="chua-dang", live=False))
    assert "Chưa đăng" not in text_of(anybody.get("/"))
    assert "Chưa đăng" not in text_of(anybody.get("/tin/"))


def test_the_way_into_the_office_is_shown_to_those_who_may_enter_it(a):
    librarian = schools.user(Role.LIBRARIAN, a, is_staff=True)
    assert "Look after the library" in text_of(english(librarian).get("/"))
    assert "Look after the library" not in text_of(english(schools.pupil(a)).get("/"))


def test_the_first_page_stays_under_its_weight(a):
    for number in range(12):
        catalogue.ebook(a.shelf, f"Những chuyện kể bên bếp lửa, tập {number}", author="Nguyễn Thị Hạnh")
    html = english(schools.pupil(a)).get("/").content
    import gzip

    # 77 kB of fonts, 10 of style and 3 of script leave 60 for the page and its drawn covers.
    assert len(gzip.compress(html)) < 40_000
