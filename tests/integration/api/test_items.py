"""Lists of resources, one resource, its cover."""

from datetime import UTC, datetime

import pytest

from library_pages.catalogue.models import Subject, Work
from library_pages.text.enums import SourceState
from tests.factories import catalogue, publications, recordings
from tests.factories.callers import Caller


def titles(caller, **parameters):
    return [row["title"] for row in caller.rows("items", **parameters)]


@pytest.fixture
def shelf(school):
    """Seven public books that the filters tell apart."""
    nature = Subject.objects.create(name="Thiên nhiên")
    for number, (title, fields) in enumerate(
        [
            ("Đất rừng", {"grade_from": 4, "grade_to": 6}),
            ("Dế mèn", {"grade_from": 2, "grade_to": 3}),
            ("Ao làng", {"grade_from": 5}),
            ("Ếch xanh", {"grade_to": 4}),
            ("The pond", {"language": "en"}),
            ("Ăn trái", {}),
            ("Đá cầu", {"audience": "school"}),
        ]
    ):
        page = catalogue.ebook(school.shelf, title, author="Tô Hoài", **({"audience": "public"} | fields))
        page.first_published_at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        page.subjects.add(*([nature] if number % 2 == 0 else []))
        page.save()
    return nature


def test_a_list_holds_what_the_reader_may_open_the_newest_first(app, anybody, shelf):
    assert titles(app, limit=2) == ["Đá cầu", "Ăn trái", "The pond", "Ếch xanh", "Ao làng", "Dế mèn", "Đất rừng"]
    assert titles(anybody, limit=3) == ["Ăn trái", "The pond", "Ếch xanh", "Ao làng", "Dế mèn", "Đất rừng"]


def test_titles_stand_in_the_order_of_the_vietnamese_alphabet(app, shelf):
    assert titles(app, sort="title", limit=1) == [
        "Ao làng",
        "Ăn trái",
        "Dế mèn",
        "Đá cầu",
        "Đất rừng",
        "Ếch xanh",
        "The pond",
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"grade": 4}, {"Đất rừng", "Ếch xanh"}),
        ({"grade": 5}, {"Đất rừng", "Ao làng"}),
        ({"grade": 12}, set()),
        ({"language": "en"}, {"The pond"}),
        ({"language": ["en", "vi"], "grade": 2}, {"Dế mèn"}),
        ({"type": "ebook", "audience": "school"}, {"Đá cầu"}),
        ({"type": "no-such-type"}, set()),
    ],
)
def test_filters_narrow_and_values_of_one_filter_are_alternatives(app, shelf, filters, found):
    assert set(titles(app, **filters)) == found


def test_a_subject_is_named_by_its_uid(app, shelf):
    assert set(titles(app, subject=str(shelf.uid))) == {"Đất rừng", "Ao làng", "The pond", "Đá cầu"}


def test_a_filter_opens_nothing(anybody, shelf):
    assert titles(anybody, audience="school") == []


def test_a_cursor_of_another_filter_is_refused(app, shelf):
    cursor = app.get("items", limit=1).json()["next_cursor"]
    answer = app.get("items", limit=1, grade=4, cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor-not-valid")


@pytest.mark.parametrize("rows", [2, 20])
def test_a_list_costs_the_same_queries_whatever_its_length(school, pupil, django_assert_num_queries, rows):
    nature = Subject.objects.create(name="Thiên nhiên")
    for number in range(rows):
        page = catalogue.ebook(school.shelf, author=f"Người {number}")
        page.subjects.add(nature)
        page.tags.add("hè")
        page.save()
    app = Caller(pupil.user)
    with django_assert_num_queries(6):  # token, reader, rows, contributions with contributors, subjects, lengths
        answer = app.get("items")
    assert len(answer.json()["items"]) == rows


def test_the_same_list_is_not_sent_twice(app, shelf):
    first = app.get("items")
    again = app.get("items", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert app.get("items", limit=3, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_two_readers_do_not_share_a_list(app, teacher, library):
    assert app.get("items")["ETag"] != teacher.get("items")["ETag"]
    assert app.get("items")["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie", "Accept-Language"} <= set(app.get("items")["Vary"].split(", "))


def test_the_public_list_may_be_kept_by_anybody(anybody, library):
    answer = anybody.get("items")
    assert answer["Cache-Control"].startswith("public, max-age=60")
    assert set(answer["Vary"].split(", ")) == {"Accept-Encoding", "Accept-Language"}


def test_one_resource_comes_with_contents_and_the_way_to_open_it(app, library):
    found = app.get(f"items/{library.school.uid}").json()
    assert found["title"] == "Sách school"
    assert found["contents"][0]["children"][0]["href"] == "c1.xhtml#a"
    assert found["forms"][0]["opening"]["publication_url"] == f"/api/v1/items/{library.school.uid}/publication"
    assert found["forms"][0]["opening"]["media_type"] == "application/epub+zip"
    assert found["forms"][0]["fact"]
    assert found["contributors"] == [{"name": "Tô Hoài", "role": "aut", "role_label": "Author"}]
    assert app.client.get(found["url"], headers=app.headers).json() == found


def test_a_recording_comes_with_the_way_to_play_it(app, school, library):
    page = recordings.page(school.shelf, "Tấm Cám")
    opening = app.get(f"items/{page.uid}").json()["forms"][0]["opening"]
    assert (opening["kind"], opening["readiness"], opening["note"]) == ("playback", "ready", "")
    assert (opening["verb"], opening["publication_url"]) == ("Listen", None)
    assert opening["media_type"] == "application/vnd.apple.mpegurl"
    assert app.client.get(opening["playback_url"], headers=app.headers).json()["kind"] == "audio"
    book = app.get(f"items/{library.school.uid}").json()["forms"][0]["opening"]
    assert (book["kind"], book["playback_url"]) == ("publication", None)


@pytest.mark.parametrize(
    ("state", "readiness", "code", "note"),
    [
        (
            SourceState.QUEUED,
            "being-prepared",
            "still-being-prepared",
            "The library is still preparing this one. Come back in a minute.",
        ),
        (
            SourceState.FAILED,
            "not-readable",
            "not-readable",
            "This one can't be opened yet. Tell the librarian, who can put in a better file.",
        ),
    ],
)
def test_what_is_not_ready_says_so_and_why(app, school, state, readiness, code, note):
    page = publications.readable(school.shelf, "Chờ", state=state)
    found = app.get(f"items/{page.uid}").json()
    opening = found["forms"][0]["opening"]
    assert (opening["kind"], opening["readiness"], opening["note"]) == ("publication", readiness, note)
    assert (found["contents"], found["pages"]) == ([], 0)
    answer = app.client.get(opening["publication_url"], headers=app.headers)
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_what_has_no_content_has_nothing_to_open(app, school):
    page = catalogue.ebook(school.shelf, "Chưa có tệp")
    type(page).objects.filter(pk=page.pk).update(source=None)
    assert app.get(f"items/{page.uid}").json()["forms"][0]["opening"] is None


def test_the_forms_of_a_work_are_those_that_the_reader_may_see(app, teacher, school):
    work = Work.objects.create(name="Dế mèn")
    pages = [
        catalogue.ebook(school.shelf, f"Dế mèn {audience}", audience=audience, work=work)
        for audience in ("public", "school", "staff")
    ]
    shown = app.get(f"items/{pages[1].uid}").json()["forms"]
    assert [form["title"] for form in shown] == ["Dế mèn school", "Dế mèn public"]
    assert len(teacher.get(f"items/{pages[1].uid}").json()["forms"]) == 3


def test_what_a_reader_may_not_see_is_as_absent_as_what_is_not_there(app, anybody, library):
    missing = "01a2137d-b0f9-7254-bfd8-e0f0c471507c"
    for caller, hidden in ((app, library.staff), (app, library.draft), (anybody, library.school)):
        for suffix in ("", "/cover", "/publication"):
            answers = [caller.get(f"items/{uid}{suffix}") for uid in (hidden.uid, missing)]
            first, second = ({**answer.json(), "instance": ""} for answer in answers)
            assert first == second
            assert answers[0].status_code == 404


def test_a_conditional_request_tells_nothing_of_what_is_hidden(app, teacher, library):
    etag = teacher.get(f"items/{library.staff.uid}")["ETag"]
    for value in (etag, "*"):
        assert app.get(f"items/{library.staff.uid}", headers={"if-none-match": value}).status_code == 404


def test_a_detail_costs_a_handful_of_queries(library, pupil, django_assert_max_num_queries):
    app = Caller(pupil.user)
    with django_assert_max_num_queries(14):
        app.get(f"items/{library.school.uid}")


def test_a_drawn_cover_can_neither_run_nor_load_anything(app, library):
    answer = app.get(f"items/{library.school.uid}/cover")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"<script" not in answer.content


def test_titles_cannot_break_out_of_a_drawn_cover(app, school):
    page = catalogue.ebook(school.shelf, '</text><script>alert("x")</script>')
    assert b"<script" not in app.get(f"items/{page.uid}/cover").content


def test_a_chosen_cover_is_a_jpeg_with_a_validator(app, school):
    page = catalogue.ebook(school.shelf, "Có bìa", cover=publications.picture(800, 1000))
    summary = next(row for row in app.rows("items") if row["title"] == "Có bìa")
    assert summary["cover"] == {
        "url": f"/api/v1/items/{page.uid}/cover",
        "drawn": False,
        "width": 400,
        "height": 500,
    }
    answer = app.client.get(summary["cover"]["url"], headers=app.headers)
    assert (answer["Content-Type"], b"".join(answer)[:2]) == ("image/jpeg", b"\xff\xd8")
    again = app.client.get(summary["cover"]["url"], headers=app.headers | {"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_names_of_types_come_in_the_language_of_the_app(pupil):
    said = {
        language: {
            kind["slug"]: kind["label"] for kind in Caller(pupil.user, language=language).get("types").json()["items"]
        }
        for language in ("vi", "en")
    }
    assert said["en"]["ebook"] == "E-book"
    assert said["vi"]["ebook"] == "Sách điện tử"
