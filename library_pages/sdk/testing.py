"""What every installed resource type must keep to, as tests.

A distribution runs them by one line in a module of its own tests, `from library_pages.sdk.testing import *`, with
pytest, pytest-django and `DJANGO_SETTINGS_MODULE = "cms.settings.test"`. They run for all types that are installed.
"""

import re
from inspect import signature
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import CharField, TextField
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import get_page_models

from cms.accounts.reader import ANONYMOUS
from cms.accounts.services import create_school
from cms.plugins import checks, examination, registry
from cms.plugins.activities import verb
from cms.plugins.contract import CONTRACT, OpeningKind, ResourceType
from cms.plugins.isolation import noticing
from library_pages.catalogue.content import Readiness, kinds_of
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.content import passages_of
from library_pages.catalogue.selectors.details import details_of
from library_pages.catalogue.selectors.opening import answer_of
from library_pages.catalogue.selectors.readiness import standing_of, standings_of

TYPES = registry.all_types()


@pytest.fixture(params=TYPES, ids=lambda declaration: declaration.slug)
def declaration(request: pytest.FixtureRequest) -> ResourceType:
    kind: ResourceType = request.param
    return kind


def page_model(declaration: ResourceType) -> Any:
    return apps.get_model(declaration.page)


def test_there_is_at_least_one_type() -> None:
    assert TYPES


def test_a_start_names_no_fault() -> None:
    faults = examination.faults()
    assert not faults, examination.in_words(faults)


def test_the_declaration_has_no_fault(declaration: ResourceType) -> None:
    assert list(checks.faults(declaration)) == []


def test_the_contract_is_the_one_we_speak(declaration: ResourceType) -> None:
    assert declaration.contract[0] == CONTRACT[0]


def test_the_page_stands_on_the_resource_page(declaration: ResourceType) -> None:
    model = page_model(declaration)
    assert issubclass(model, ResourcePage)
    assert model in get_page_models()
    assert model.is_creatable


def test_the_page_stands_where_the_declaration_says_and_nowhere_else(declaration: ResourceType) -> None:
    model = page_model(declaration)
    parent: Any = ShelfPage
    if declaration.part_of:
        whole = registry.get(declaration.part_of.parent)
        assert whole, f"{declaration.part_of.parent} is not installed"
        parent = page_model(whole)
    assert model.allowed_parent_page_models() == [parent]
    assert model.allowed_subpage_models() == [page_model(kind) for kind in registry.parts_of(declaration.slug)]


def test_the_page_adds_no_field_that_lists_would_need(declaration: ResourceType) -> None:
    # What lists show stands on ResourcePage; a type's own table is read on the detail page only.
    model = page_model(declaration)
    for name in ("title", "audience", "school", "cover", "uid"):
        try:
            assert model._meta.get_field(name).model is not model
        except FieldDoesNotExist:
            pytest.fail(f"{declaration.slug} hides {name}")


def test_the_edit_form_offers_audience_rights_and_classification(declaration: ResourceType) -> None:
    form = page_model(declaration).get_edit_handler().get_form_class()
    assert {"title", "audience", "rights_basis", "subjects", "grade_from", "grade_to", "cover"} <= set(form.base_fields)


def test_the_words_are_there_in_both_languages(declaration: ResourceType) -> None:
    for language in ("vi", "en"):
        with override(language):
            assert str(declaration.label)
            assert str(declaration.label_plural)
            assert verb(declaration.activity)


@pytest.mark.django_db
def test_passages_and_facts_can_be_asked_for_of_an_empty_page(declaration: ResourceType) -> None:
    model = page_model(declaration)
    page = model(title="x", type_slug=declaration.slug)
    with noticing() as faults:
        assert list(passages_of(page)) == []
    assert faults == []
    for detail in declaration.details:
        if detail.values:
            values: Any = registry.resolve(detail.values)
            assert dict(values([page])) == {}


@pytest.mark.django_db
def test_details_and_availability_of_a_hundred_pages_cost_as_many_queries_as_of_one(declaration: ResourceType) -> None:
    home: Any = create_school("Trường Hoa Gạo").home_page
    shelf = ShelfPage.objects.child_of(home).get()
    for number in range(100):
        shelf.add_child(instance=filled(page_model(declaration), number))
    rows = list(ResourcePage.objects.filter(type_slug=declaration.slug))
    standings = standings_of(rows)
    costs = []
    with noticing() as faults:
        for some in (rows[:1], rows):
            with CaptureQueriesContext(connection) as queries:
                details_of(some)
                assert set(availability_of(some, ANONYMOUS, standings)) == {row.pk for row in some}
            costs.append(len(queries))
    assert len(rows) == 100
    assert costs[0] == costs[1]
    assert faults == []


def filled(model: Any, number: int) -> Any:
    """A page with something in each field of its type's own that may not be empty."""
    words = {
        field.name: field.choices[0][0] if field.choices else "x"
        for field in model._meta.local_fields
        if isinstance(field, CharField | TextField) and not field.blank and not field.has_default()
    }
    return model(title=f"x {number}", live=False, **words)


def test_the_opening_can_be_called_with_page_reader_and_place(declaration: ResourceType) -> None:
    if declaration.opening:
        opening: Any = registry.resolve(declaration.opening.open)
        signature(opening).bind(object(), ANONYMOUS, None)


@pytest.mark.django_db
def test_without_contents_of_the_library_it_opens_as_its_kind_says(declaration: ResourceType) -> None:
    model = page_model(declaration)
    if declaration.opening and not kinds_of(model):
        with noticing() as faults:
            opened: Any = answer_of(declaration, model(title="x", type_slug=declaration.slug), ANONYMOUS, None)
        assert faults == []
        if declaration.opening.kind == OpeningKind.PAGE:
            get_template(opened.template)


@pytest.mark.django_db
def test_a_page_without_its_contents_has_nothing_to_open(declaration: ResourceType) -> None:
    model = page_model(declaration)
    if not declaration.opening or kinds_of(model):
        page = model(title="x", type_slug=declaration.slug)
        assert standing_of(page).readiness == Readiness.NOTHING


def test_each_kind_of_content_says_why_it_can_not_be_opened_yet(declaration: ResourceType) -> None:
    for kind in kinds_of(page_model(declaration)):
        for notice in (kind.words.being_prepared, kind.words.not_readable):
            assert str(notice.title)
            assert str(notice.detail)


def test_files_are_taken_for_each_kind_of_content_and_for_nothing_else(declaration: ResourceType) -> None:
    kinds = kinds_of(page_model(declaration))
    taken = set(declaration.accepts.kinds) if declaration.accepts else set()
    assert all(taken & set(kind.file_kinds) for kind in kinds)
    assert taken <= {name for kind in kinds for name in kind.file_kinds}


def test_text_on_the_fill_can_be_read(declaration: ResourceType) -> None:
    style = declaration.style

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(style.on), luminance(style.fill)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_slug_is_a_word_for_addresses(declaration: ResourceType) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{1,39}", declaration.slug)
    assert page_model(declaration)._meta.app_label == declaration.slug
