"""The results page: what it shows to whom, what it says, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.enums import Role
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage, Subject, Work
from library_pages.reading.places import PARAMETER, place_in
from search import topics, wording
from search.services.drain import drain
from search.understanding.marked_forms import Interpretation
from tests.factories import catalogue, publications, recordings, schools, sources

CRICKET = "Trăng lên. Cả cánh đồng như rắc bạc. Chú dế cất tiếng hát bên con mương."
MOON = "Cây đa thuốc quý bật rễ bay lên trời. Chú Cuội túm lấy rễ cây bay lên cung trăng."


@pytest.fixture
def pupil(at):
    return schools.pupil(at, grade=4)


def new_in(year):
    return {"first_published_at": datetime(year, 1, 1, tzinfo=UTC)}


@pytest.fixture
def library(at, tantivy):
    tales = Subject.objects.create(name="Truyện cổ tích")
    moon = publications.readable(
        at.shelf,
        "Chú Cuội cung trăng",
        MOON,
        author="Trần Văn Mộc",
        grade_from=4,
        grade_to=5,
        **new_in(2021),
    )
    cricket = publications.readable(
        at.shelf, "Chú dế than", CRICKET, "Chú dế ngủ.", grade_from=3, grade_to=3, **new_in(2024)
    )
    english = publications.readable(at.shelf, "The moon and the sea", "Cold water.", language="en", **new_in(2019))
    hidden = publications.readable(at.shelf, "Đề thi trăng", "Bí mật trăng.", audience=Audience.STAFF, language="fr")
    moon.subjects.add(tales)
    hidden.subjects.add(Subject.objects.create(name="Đề thi"))
    for page in (moon, hidden):
        page.save()
    drain(topics.MAIN)
    return {"moon": moon, "cricket": cricket, "english": english, "hidden": hidden, "tales": tales}


def page(client, language="vi", **parameters):
    response = client.get(reverse("search:results"), parameters, headers={"accept-language": language})
    assert response.status_code == 200
    return response.context["context"]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def see(pupil):
    """The page as a pupil of grade 4 sees it."""
    client = signed_in(pupil)
    return lambda **parameters: page(client, **parameters)


def titles(context):
    return [result.title for result in context.results]


def test_typed_without_marks_it_shows_the_passage_with_marks_and_leads_to_it(library, see):
    found = see(q="chu cuoi cung trang")
    result = found.results[0]
    assert result.title == "Chú Cuội cung trăng"
    assert result.url == reverse("catalogue:item", args=[library["moon"].uid])
    passage = result.passages[0]
    assert "Chú Cuội túm lấy rễ cây bay lên cung trăng." in "".join(part.text for part in passage.snippet)
    assert [part.text for part in passage.snippet if part.marked] == ["Chú Cuội", "cung trăng"]
    carried = QueryDict(urlsplit(passage.web_url).query)[PARAMETER]
    assert place_in(library["moon"], carried) == passage.locator == sources.locator(0.1)


def test_it_says_what_was_understood_and_offers_the_literal_search(library, see):
    found = see(q="chu cuoi")
    assert "<strong>Chú Cuội</strong>" in found.understood
    literal = parse_qs(urlsplit(found.literal_url).query)
    assert literal == {"q": ["chu cuoi"], "literal": ["1"]}
    taken_literally = see(q="chu cuoi", literal="1")
    assert taken_literally.literal_url == ""


def test_marked_words_need_no_explanation(library, see):
    found = see(q="Chú Cuội")
    assert (found.understood, found.literal_url) == ("", "")


def test_words_are_escaped_in_what_the_page_says(library, pupil):
    client = signed_in(pupil)
    response = client.get(reverse("search:results"), {"q": 'cuoi "><script>alert(1)</script>'})
    assert "<script>alert(1)" not in response.content.decode()


def test_what_the_page_says_of_unknown_words_is_escaped():
    said = Interpretation("x", marked="<i>núi</i>", dropped=("<script>",))
    assert "<script>" not in wording.understood(said, pupil=True)
    assert "<i>" not in wording.understood(said, pupil=False)


def test_a_hidden_resource_leaves_no_trace(library, see, at):
    for question in ({"q": "trang"}, {"q": "de thi"}, {"q": "bi mat"}, {}, {"language": "fr"}, {"sort": "newest"}):
        found = see(**question)
        assert "Đề thi trăng" not in titles(found)
        labels = {value.label for facet in found.facets for value in facet.values if not value.chosen}
        assert not labels & {"Đề thi", "Tiếng Pháp", "French"}
    assert "Đề thi trăng" in titles(page(signed_in(schools.user(Role.TEACHER, at)), q="bi mat"))


@pytest.mark.parametrize("role", [None, Role.PUPIL])
def test_nobody_from_outside_sees_what_belongs_to_the_school(library, role):
    other = schools.school()
    client = Client() if role is None else signed_in(schools.user(role, other))
    assert page(client, q="trang").results == ()
    assert page(client).results == ()


def test_what_was_closed_a_moment_ago_is_not_shown_though_the_index_still_has_it(library, see):
    ResourcePage.objects.filter(pk=library["moon"].pk).update(effective_audience=Audience.STAFF)
    assert "Chú Cuội cung trăng" not in titles(see(q="chu cuoi"))


def test_facets_have_names_and_their_counts_add_up(library, see):
    found = see()
    facets = {facet.name: {value.label: value.count for value in facet.values} for facet in found.facets}
    assert facets["grade"] == {"Lớp 3": 1, "Lớp 4": 1, "Lớp 5": 1}
    assert sum(facets["language"].values()) == len(found.results) == 3
    assert "type" not in facets  # one type alone narrows nothing


def test_a_chosen_facet_narrows_can_be_taken_off_and_stays_to_be_seen(library, see):
    found = see(grade="4")
    assert titles(found) == ["Chú Cuội cung trăng"]
    chip = found.chips[0]
    assert (chip.label, chip.chosen) == ("Lớp 4", True)
    assert parse_qs(urlsplit(chip.url).query) == {}
    assert found.clear_url == reverse("search:results")
    values = next(facet for facet in found.facets if facet.name == "grade").values
    assert [value.value for value in values if value.chosen] == ["4"]


def test_the_facet_form_asks_the_same_question_again(library, pupil):
    response = signed_in(pupil).get(reverse("search:results"), {"q": "trang", "sort": "newest", "grade": "4"})
    form = response.content.decode().partition('id="facets"')[2].partition("</form>")[0]
    assert form.count('<input type="hidden" name="q" value="trang">') == 1
    assert form.count('<input type="hidden" name="sort" value="newest">') == 1


def test_a_subject_is_chosen_by_its_uid_and_heads_the_page(library, see):
    found = see(subject=str(library["tales"].uid))
    assert titles(found) == ["Chú Cuội cung trăng"]
    assert found.title.startswith("Truyện cổ tích")


def test_a_pupil_is_offered_her_own_grade_and_a_grade_that_she_names(library, see, at):
    offered = [chip for chip in see(q="trang").chips if not chip.chosen]
    assert parse_qs(urlsplit(offered[0].url).query)["grade"] == ["4"]
    named = [chip for chip in see(q="chu de lop 3").chips if not chip.chosen]
    assert parse_qs(urlsplit(named[0].url).query)["grade"] == ["3"]


def test_orders_lead_to_the_same_question(library, see):
    found = see(q="trang", grade="4")
    newest = see(sort="newest")
    assert titles(newest) == ["Chú dế than", "Chú Cuội cung trăng", "The moon and the sea"]
    assert titles(see(sort="title")) == ["Chú Cuội cung trăng", "Chú dế than", "The moon and the sea"]
    assert found.orders == ()  # one result has no order
    chosen = [order.url for order in newest.orders if order.chosen]
    assert [parse_qs(urlsplit(url).query) for url in chosen] == [{"sort": ["newest"]}]


def test_pages_lead_on_and_back(at, tantivy, see):
    for number in range(45):
        catalogue.ebook(at.shelf, f"Truyện số {number:02d}")
    drain(topics.MAIN)
    first, last = see(q="truyen"), see(q="truyen", page="3")
    assert (first.pager.page, first.pager.pages, first.pager.previous_url) == (1, 3, "")
    assert parse_qs(urlsplit(first.pager.next_url).query) == {"q": ["truyen"], "page": ["2"]}
    assert (len(first.results), len(last.results), last.pager.next_url) == (20, 5, "")
    seen = [result.uid for number in "123" for result in see(q="truyen", page=number).results]
    assert len(set(seen)) == 45


def test_all_forms_of_a_work_are_named_and_hidden_ones_are_not(library, see, at):
    work = Work.objects.create(name="Chú dế than")
    second = publications.readable(at.shelf, "Chú dế than, bản đẹp", "x")
    secret = publications.readable(at.shelf, "Chú dế than, bản thầy cô", "x", audience=Audience.STAFF)
    ResourcePage.objects.filter(pk__in=[library["cricket"].pk, second.pk, secret.pk]).update(work=work)
    forms = see(q="chu de than").results[0].forms
    assert {form.url for form in forms} == {
        reverse("reading:open", args=[page.uid]) for page in (library["cricket"], second)
    }


def test_a_work_is_one_result_with_the_forms_that_its_reader_may_see(at, tantivy, pupil):
    work = Work.objects.create(name="Nghé và vầng trăng")
    read = publications.readable(at.shelf, "Nghé và vầng trăng", "Nghé con nhìn trăng.", work=work)
    heard = recordings.page(at.shelf, "Nghé và vầng trăng", audience=Audience.PUBLIC, work=work)
    drain(topics.MAIN)
    everything, nothing_of_the_school = page(signed_in(pupil), q="nghe va vang trang"), page(Client(), q="nghe")
    (result,) = everything.results
    assert (result.uid, [form.url for form in result.forms]) == (
        str(read.uid),
        [reverse("reading:open", args=[form.uid]) for form in (read, heard)],
    )
    (visible,) = nothing_of_the_school.results
    assert (visible.uid, [form.url for form in visible.forms]) == (
        str(heard.uid),
        [reverse("reading:open", args=[heard.uid])],
    )
    (chosen,) = page(signed_in(pupil), q="nghe", type="audiobook").results
    assert (chosen.uid, len(chosen.forms)) == (str(heard.uid), 2)


def test_the_number_of_queries_does_not_grow_with_the_results(at, tantivy, pupil):
    client = signed_in(pupil)

    def fill(count):
        for number in range(count):
            work = Work.objects.create(name=f"Truyện {number}")
            publications.readable(at.shelf, f"Truyện {number}, bản đẹp", "Trăng.", work=work)
            made = publications.readable(at.shelf, f"Truyện {number}", "Trăng.", author=f"Tác giả {number}", work=work)
            made.subjects.add(Subject.objects.create(name=f"Chủ đề {number} {count}"))
            made.save()
        drain(topics.MAIN)

    fill(2)
    page(client, q="truyen")
    with CaptureQueriesContext(connection) as few:
        assert len(page(client, q="truyen").results) == 2
    fill(15)
    with CaptureQueriesContext(connection) as many:
        assert len(page(client, q="truyen").results) == 17
    assert len(many) == len(few)


def test_a_pupil_is_spoken_to_and_staff_are_told_facts(library, see, at):
    nothing = see(q="xqzv wvkq jjxz")
    assert nothing.results == ()
    assert "Nghé" in nothing.empty.title
    assert nothing.empty.action is not None
    staff = page(signed_in(schools.user(Role.LIBRARIAN, at)), q="xqzv wvkq jjxz")
    assert "Nghé" not in staff.empty.title


def test_filters_that_leave_nothing_can_be_taken_off(library, see):
    nothing = see(q="chu cuoi", grade="9")
    assert parse_qs(urlsplit(nothing.empty.action.url).query) == {"q": ["chu cuoi"]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_complete_in_both_languages(library, pupil, language):
    client = signed_in(pupil)
    response = client.get(reverse("search:results"), {"q": "trang"}, headers={"accept-language": language})
    assert response.status_code == 200
    assert 'lang="vi"' in response.content.decode() or language == "en"


def test_suggestions_lead_to_items_people_and_the_whole_text(library, pupil):
    client = signed_in(pupil)
    found = client.get(reverse("search:suggest"), {"q": "chu"})
    assert found["Cache-Control"].startswith("max-age=0")
    document = found.json()
    entry = next(each for each in document["suggestions"] if each["text"] == "Chú Cuội cung trăng")
    assert entry["url"] == reverse("catalogue:item", args=[library["moon"].uid])
    assert entry["type"]["slug"] == library["moon"].type_slug
    assert parse_qs(urlsplit(document["all"]["url"]).query) == {"q": ["chu"]}
    person = client.get(reverse("search:suggest"), {"q": "tran v"}).json()["suggestions"][0]
    assert (person["text"], person["type"]) == ("Trần Văn Mộc", None)


@pytest.mark.parametrize("text", ["de", "de thi", "đề t"])
def test_suggestions_say_nothing_of_what_is_hidden(library, pupil, text):
    answer = signed_in(pupil).get(reverse("search:suggest"), {"q": text})
    assert "thi" not in {word for each in answer.json()["suggestions"] for word in each["text"].lower().split()}


def test_suggestions_forget_what_was_closed_a_moment_ago(library, pupil):
    ResourcePage.objects.filter(pk=library["moon"].pk).update(effective_audience=Audience.STAFF)
    answer = signed_in(pupil).get(reverse("search:suggest"), {"q": "chu cuoi"})
    assert answer.json()["suggestions"] == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_searching_changes_nothing_and_takes_no_other_method(library, pupil, method):
    assert getattr(signed_in(pupil), method)(reverse("search:results")).status_code == 405
