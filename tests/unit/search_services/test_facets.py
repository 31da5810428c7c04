"""The table of facets: those of types, their names, their values, and what the start finds wrong with them."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from cms.plugins import checks as plugin_checks
from cms.plugins import isolation, registry
from cms.plugins.contract import TypeFacet
from search import checks, facets, narrowing
from search.documents import batch_of, published, put_of
from search.parameters import SearchParameters
from search.port import Answer, FacetValue
from search.understanding.marked_forms import Interpretation
from tests.factories import publications, schools

RIGHTS = TypeFacet("rights", "Rights", field="rights_basis")
YEAR = TypeFacet("year", "Year", field="year", is_numeric=True)


@pytest.fixture
def bring(monkeypatch):
    """Lets a type bring facets."""

    def run(*brought, slug="ebook"):
        declaration = registry.get(slug)
        changed = replace(declaration, search=replace(declaration.search, facets=brought))
        monkeypatch.setitem(registry._types, slug, changed)
        return changed

    return run


def ids():
    return [message.id for message in checks.facets_of_types_are_sound()]


def labels_of(name, *values):
    return facets.labels_of(next(facet for facet in facets.table() if facet.name == name), values)


def named(values):
    return {value: f"“{value}”" for value in values}


def speechless(values):
    raise RuntimeError(values)


def test_the_library_has_four_and_types_add_theirs(bring):
    assert facets.names() == ("type", "grade", "subject", "language")
    bring(RIGHTS, YEAR)
    assert facets.names() == ("type", "grade", "subject", "language", "rights", "year")
    assert ids() == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (replace(YEAR, name="grade"), "search.E001"),
        (replace(YEAR, name="sort"), "search.E001"),
        (replace(YEAR, name="Year"), "search.E001"),
        (replace(YEAR, name="y" * 31), "search.E001"),
        (replace(YEAR, label=""), "search.E002"),
        (replace(YEAR, field="no_such_field"), "search.E003"),
        (replace(YEAR, field="save"), "search.E003"),
    ],
)
def test_each_fault_stops_the_start_with_a_number_and_a_hint(bring, fault, code):
    bring(fault)
    (message,) = checks.facets_of_types_are_sound()
    assert message.id == code
    assert "ebook" in message.msg
    assert message.hint


def test_all_faults_are_said_at_once_and_the_second_owner_of_a_name_is_named(bring):
    bring(RIGHTS, replace(YEAR, field="gone"))
    bring(RIGHTS, slug="video")
    messages = {message.id: message.msg for message in checks.facets_of_types_are_sound()}
    assert set(messages) == {"search.E001", "search.E003"}
    assert "“video”" in messages["search.E001"]
    assert "“ebook”" in messages["search.E001"]
    assert facets.names().count("rights") == 1


def test_a_path_of_words_that_leads_nowhere_is_a_fault_of_the_declaration(bring):
    declaration = bring(replace(YEAR, labels="no.such.path"))
    assert [message.id for message in plugin_checks.faults(declaration)] == ["plugins.E005"]


def test_a_name_of_ours_is_no_name_for_a_facet():
    parameters = SearchParameters.of(QueryDict("q=trang&sort=newest&page=2&literal=1"))
    assert {name for name, _ in parameters.kept()} | {"page"} <= facets.PARAMETERS
    assert not any(facets.is_name(name) for name in facets.PARAMETERS)


def test_values_have_the_names_of_the_fields_choices_or_are_their_own(bring):
    bring(RIGHTS, YEAR)
    value, label = next(iter(facets._choices(registry.get("ebook"), RIGHTS).items()))
    assert labels_of("rights", value, "gone") == {value: label, "gone": "gone"}
    assert labels_of("year", "2024") == {"2024": "2024"}


def test_a_type_can_name_its_values_itself_and_its_failing_takes_nothing_down(bring):
    bring(replace(YEAR, labels=f"{__name__}.named"), replace(RIGHTS, labels=f"{__name__}.speechless"))
    assert labels_of("year", "1") == {"1": "“1”"}
    with isolation.noticing() as faults:
        assert labels_of("rights", "1") == {"1": "1"}
    assert [fault.field for fault in faults] == ["search.facets"]


def test_what_can_not_be_a_value_is_left_out_of_a_question(bring):
    bring(RIGHTS, YEAR)
    right = next(iter(facets._choices(registry.get("ebook"), RIGHTS)))
    parameters = SearchParameters.of(
        QueryDict(f"rights={right}&rights=nonsense&year=2024&year={'9' * 200}&year=%00&grade=4")
    )
    assert parameters.filters == {"grade": ("4",), "rights": (right,), "year": ("2024",)}
    assert SearchParameters.of(QueryDict(parameters.url().partition("?")[2])) == parameters


def test_equal_values_of_two_facets_keep_their_own_names_everywhere(bring):
    bring(replace(YEAR, labels=f"{__name__}.named"))
    parameters = SearchParameters.of(QueryDict("grade=4&year=4"))
    counted = (FacetValue("4", 2, chosen=True),)
    answer = Answer((), 2, {"grade": counted, "year": counted}, Interpretation(""), "none")
    labels = narrowing.Labels.of(parameters, answer)
    shown = {
        group.name: [value.label for value in group.values] for group in narrowing.facets(parameters, answer, labels)
    }
    assert shown["year"] == ["“4”"]
    assert shown["grade"] != shown["year"]
    assert labels.chosen(parameters) == (*shown["grade"], "“4”")
    assert [chip.label for chip in narrowing.chips(parameters, answer, labels, None)] == [*shown["grade"], "“4”"]


@pytest.mark.django_db
def test_a_resource_is_indexed_with_the_values_of_its_type(bring):
    page = publications.readable(schools.school().shelf, "Sách", "đoạn", year=2024)
    bring(YEAR, RIGHTS)
    held = put_of(published().get(pk=page.pk), 1).resource.facets
    assert (held["year"], held["rights"], held["type"]) == (("2024",), (), ("ebook",))


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["x" * 101, "trăng\nsao"])
def test_a_value_that_no_index_should_hold_is_left_out_of_its_resource(bring, bad):
    shelf = schools.school().shelf
    pages = [publications.readable(shelf, "Sách", "đoạn", publisher=publisher) for publisher in ("Kim", bad)]
    bring(TypeFacet("publisher", "Publisher", field="publisher"))
    batch = batch_of([str(page.uid) for page in pages], 1)
    assert [put.resource.facets["publisher"] for put in batch.operations] == [("Kim",), ()]
    assert [len(put.passages) for put in batch.operations] == [1, 1]
    assert list(batch.failures) == [str(pages[1].uid)]
