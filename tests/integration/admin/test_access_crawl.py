"""The admin as somebody of one school, with keys of another in every place that takes one.

Views, choosers and bulk actions come from the resolver and the registries; parameters are those that the views, forms
and filters ask their data for while an operator of the platform uses them.
"""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus
from urllib.parse import parse_qs, parse_qsl
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import IntegerField
from django.urls import resolve

from cms.accounts.enums import Role
from cms.foundation.policies import policy_of
from library_pages.catalogue.admin import guarded_views
from library_pages.catalogue.admin.guarded_names import PLAIN
from library_pages.catalogue.admin.guarded_views import is_open
from tests.factories import schools
from tests.integration.admin.walk.addresses import addresses, one_of_each
from tests.integration.admin.walk.asking import HEARD, Visitor, filled_in
from tests.integration.admin.walk.world import TWO_ROLES, build

OK, NOT_FOUND, ERROR = HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR
LINK = re.compile(r'href="(/admin/[^"#]*)"')
PARTS = 4
SEARCHES = {"q", "search", "term"}

# Wagtail leaves the spool of a rendition to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once: each request works in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def _listening(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.integration.admin.walk.asking.ListeningMiddleware"]


def ask_everything(visitor, own, other, foreign, paths, *, singly=False):
    """Foreign keys in every route; then own addresses with a foreign key under every name, and foreign words."""
    for path in foreign:
        visitor.ask(path)
        visitor.ask(path, form={})
    for path in paths:
        seen = visitor.ask(path).status
        names = sorted(HEARD["GET", path])
        mine = {"id": own.number} if "id" in names else {}  # of what the form is, in bulk actions
        if seen == NOT_FOUND == visitor.ask(path, mine, form={}).status:
            continue  # closed to schools, whatever it is asked
        fields = sorted(HEARD["POST", path])
        if singly:
            visitor.ask(path, dict.fromkeys(names, other.word[:-1]))
        if searches := SEARCHES.intersection(names):  # alone: a word where a view wants something else hides its answer
            visitor.ask(path, dict.fromkeys(searches, other.word[:-1]))
        for together in groups(names, singly=singly):
            visitor.ask(path, dict.fromkeys(together, other.number))
        for together in groups(fields, singly=singly):
            visitor.ask(path, mine, form=dict.fromkeys(together, other.number))


def groups(names, *, singly):
    """Names to be sent together: one that is refused would hide what the others do, so that such ones go alone."""
    if singly:
        return [[name] for name in names]
    harmless = [name for name in names if name.rpartition("-")[2] in PLAIN]
    return [[name] for name in names if name not in harmless] + ([harmless] if harmless else [])


def unexpected(visitor, other):
    """Errors of the server, but for those that Wagtail makes of words for numbers and of all parameters together."""
    return [name for name in visitor.broken if other.word[:-1] not in name and "&" not in name]


@pytest.mark.usefixtures("_listening")
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", [Role.LIBRARIAN, pytest.param(TWO_ROLES, marks=pytest.mark.slow)])
def test_nobody_is_shown_or_changes_what_another_school_has(world, role, part):
    own, other = world
    librarian = Visitor(own.people[role], other)
    ask_everything(librarian, own, other, one_of_each(other)[part::PARTS], one_of_each(own)[part::PARTS])
    assert (librarian.told, librarian.wrote, unexpected(librarian, other)) == ([], [], [])
    assert librarian.asked > 150


def numbers():
    """Fields that hold a number of their own and no key, as a place in a picture does."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return {f.name for f in fields if isinstance(f, IntegerField) and not f.primary_key and not f.is_relation}


_IN_THE_ADMIN = (Role.LIBRARIAN, Role.ADMINISTRATOR, TWO_ROLES)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("_listening")
@pytest.mark.parametrize("role", _IN_THE_ADMIN)
@pytest.mark.parametrize("turned", [False, True])
def test_the_same_with_every_model_and_one_name_at_a_time(world, role, turned):
    own, other = reversed(world) if turned else world
    paths = addresses(own)
    operator = Visitor(schools.user(is_superuser=True, is_staff=True), other)
    for path in paths:  # from then on it is known what each view asks for when it lets one in
        operator.ask(path)
        operator.ask(path, form={})
    editor = Visitor(own.people[role], other)
    ask_everything(editor, own, other, addresses(other), paths, singly=True)
    for path in paths:
        form = filled_in(editor.ask(path).text)
        for name in set(form) - numbers():
            editor.ask(path, form=form | {name: other.number})
    assert (editor.told, editor.wrote, unexpected(editor, other)) == ([], [], [])


@pytest.mark.parametrize(
    "role",
    [
        None,
        "teacher on the board",
        *(pytest.param(role, marks=pytest.mark.slow) for role in Role if role not in {*_IN_THE_ADMIN, Role.PROVINCE}),
    ],
)
def test_no_view_for_staff_answers_anybody_else(world, role):
    own, other = world
    visitor = Visitor(own.people[role] if role else None, other)
    for path in one_of_each(own):
        assert visitor.ask(path).status in ({302} if role is None else {302, 403, 404}), path
    assert visitor.told == []
    assert visitor.answered == []


def test_a_second_role_closes_nothing_in_the_admin(world):
    own, other = world
    one, two = Visitor(own.people[Role.LIBRARIAN], other), Visitor(own.people[TWO_ROLES], other)
    for path in one_of_each(own):
        assert two.ask(path).status == one.ask(path).status, path
    assert two.answered


def test_no_link_of_the_admin_leads_a_librarian_to_what_is_closed(world):
    own, other = world
    librarian = Visitor(own.people[Role.LIBRARIAN], other)
    waiting, seen, closed = ["/admin/"], set(), []
    while waiting:
        address = waiting.pop()
        path, _mark, query = address.partition("?")
        kind = (resolve(path).route, tuple(sorted(parse_qs(query))))  # one address of each view, with each query
        if kind in seen:
            continue
        seen.add(kind)
        answer = librarian.ask(path, dict(parse_qsl(query)))
        closed += [address] if answer.status in {HTTPStatus.FORBIDDEN, NOT_FOUND, ERROR} else []
        links = (unescape(found) for found in LINK.findall(answer.text))
        # Of bulk actions a script adds what they are for.
        waiting += [link for link in links if link.partition("?")[0].endswith("/") and "/bulk/" not in link]
    assert not closed, "\n".join(closed)
    assert len(seen) > 40


def test_every_argument_of_every_route_is_filled(world):
    assert [path for path in addresses(world[0]) if set(path) & set("<>()?^$\\")] == []


def test_an_operator_is_shown_what_is_looked_for(world):
    _own, other = world
    operator = Visitor(schools.user(is_superuser=True, is_staff=True), other)
    for path in one_of_each(other)[::3]:
        operator.ask(path)
    assert len(operator.told) > 15, "else nothing is found because there is nothing to find"


def test_a_view_of_wagtails_that_nobody_has_looked_at_is_no_page(world, monkeypatch):
    own, other = world
    librarian = Visitor(own.people[Role.LIBRARIAN], other)
    matches = [(path, resolve(path)) for path in one_of_each(own)]
    theirs = [(path, match) for path, match in matches if policy_of(match.func) is None]
    closed = [path for path, match in theirs if not is_open(match.func, match.view_name)]
    assert len(closed) > 40
    assert [path for path in closed if librarian.ask(path).status != NOT_FOUND] == []
    monkeypatch.setattr(guarded_views, "_open_views", frozenset)  # as if all of Wagtail were new
    assert [path for path, _match in theirs[::5] if librarian.ask(path).status != NOT_FOUND] == []


@pytest.mark.parametrize(
    "value", ["900000", "+900000", "9_00000", " 900000", "９０００００", "x,900000", str(UUID(int=900000))]
)
def test_a_key_under_an_unknown_name_is_no_page_however_it_is_written(world, value):
    own, other = world
    librarian = Visitor(own.people[Role.LIBRARIAN], other)
    assert librarian.ask("/admin/images/", {"new_in_the_next_version": value}).status == NOT_FOUND
    assert librarian.ask(f"/admin/images/{own.number}/", form={"new_in_the_next_version": value}).status == NOT_FOUND
    assert librarian.ask("/admin/images/", {"new_in_the_next_version": "word"}).status == OK


@pytest.mark.parametrize("above", ["", "shared", "root", "own"])
def test_all_of_a_list_are_those_of_the_school(world, above):
    own, other = world
    home = own.at.home.get_parent()
    parents = {"shared": home.pk, "root": home.get_parent().pk, "own": own.at.home.pk}
    librarian = Visitor(own.people[Role.LIBRARIAN], other)
    for path in (path for path in addresses(own) if path.startswith("/admin/bulk/wagtail")):
        for query in ({"id": "all"}, {"id": "all", "q": other.word[:-1]}):
            asked = query | ({"childOf": parents[above]} if above else {})
            librarian.ask(path, asked)
            librarian.ask(path, asked, form={})
    assert (librarian.told, librarian.wrote) == ([], [])


@pytest.mark.parametrize("chooser", ["choose-page", "images/chooser", "documents/chooser"])
def test_many_that_are_chosen_at_once_are_the_schools_own(world, chooser):
    own, other = world
    librarian = Visitor(own.people[Role.LIBRARIAN], other)
    path = f"/admin/{chooser}/chosen-multiple/"
    assert librarian.ask(path, {"id": other.number}).status == NOT_FOUND
    assert own.word in librarian.ask(path, {"id": own.number}).text
