"""What a surface declares is kept: every one that the resolver knows is asked as everybody."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection

from cms.accounts.enums import Role
from cms.foundation.checks import surfaces
from cms.foundation.policies import Policy
from tests.architecture.surfaces import collected
from tests.factories import catalogue, people, schools

_HOSTS = {
    "cms.urls": "testserver",
    "cms.urls_content": "content.testserver",
    "cms.urls_internal": "127.0.0.1:8001",
}
_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFUSALS = {302, 401, 403, 404, 405}
_WORD = "zqbimat"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A school with a document and a book for its staff; people of it by role, and nobody."""
    with django_db_blocker.unblock(), transaction.atomic():
        at = schools.school()
        document = Document.objects.create(
            title=_WORD,
            file=SimpleUploadedFile("x.txt", _WORD.encode()),
            collection=Collection.objects.get(name=at.school.name),
        )
        page = catalogue.ebook(at.shelf, _WORD, audience="staff")
        roles = (Role.TEACHER, Role.PRINCIPAL, Role.BOARD, Role.LIBRARIAN)
        who = {str(role): people.staff(role=role, at=at) for role in roles}
        who["teacher on the board"] = people.staff(role=Role.TEACHER, at=at, also=(Role.BOARD,))
        yield {
            "people": who | {"pupil": people.enrolled(at).user, "anonymous": None},
            "values": {
                "int": str(document.pk),
                "uuid": str(page.uid),
                "uuidstr": str(page.uid),
                "path": "x.txt",
                "str": "x",
                "slug": "x",
            },
        }
        transaction.set_rollback(True)


def asked(world, name, policy):
    """(surface, answer) of each surface with this policy, with arguments that name something."""
    client = Client(raise_request_exception=False)
    if world["people"][name] is not None:
        client.force_login(world["people"][name])
    for urlconf, host in _HOSTS.items():
        for route, _view, declared in surfaces(urlconf):
            if declared is policy and not re.search(r"[\^$\\(]", route):
                path = _ARGUMENT.sub(lambda part: world["values"][part[1] or "str"], route)
                yield f"{urlconf} /{route}", client.get(f"/{path}", headers={"host": host})


def text_of(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


@pytest.mark.parametrize(
    "name",
    [
        "anonymous",
        "pupil",
        "teacher on the board",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("teacher", "principal", "board")),
    ],
)
def test_what_is_for_staff_answers_nobody_else(world, name):
    opened = [surface for surface, answer in asked(world, name, Policy.STAFF) if answer.status_code not in _REFUSALS]
    assert opened == []


def test_what_is_for_members_needs_a_reader(world):
    answers = dict(asked(world, "anonymous", Policy.MEMBER))
    assert len(answers) >= 4
    assert {surface for surface, answer in answers.items() if answer.status_code not in _REFUSALS} == set()


@pytest.mark.parametrize("name", ["anonymous", "pupil", "librarian"])
def test_what_opens_with_a_grant_opens_with_no_invented_one(world, name):
    answers = dict(asked(world, name, Policy.GRANT))
    assert len(answers) >= 4
    assert {surface for surface, answer in answers.items() if answer.status_code not in _REFUSALS} == set()


def test_what_is_internal_answers_at_no_other_address(world):
    routes = [route for route, _view, policy in surfaces("cms.urls_internal") if policy is Policy.INTERNAL]
    assert routes
    for host in (_HOSTS["cms.urls"], _HOSTS["cms.urls_content"]):
        for route in routes:
            answer = Client().get(f"/{route}", headers={"host": host}, follow=True)  # Django adds the slash first
            assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["anonymous", "pupil", "board"])
def test_what_is_open_to_everybody_names_nothing_of_the_library(world, name):
    told = [surface for surface, answer in asked(world, name, Policy.OPEN) if _WORD in text_of(answer)]
    assert told == []


def test_every_policy_is_asked_for_here_or_by_the_access_test():
    asked_here = {Policy.STAFF, Policy.MEMBER, Policy.GRANT, Policy.INTERNAL, Policy.OPEN}
    declared = set(collected.all_surfaces().values())
    assert declared - asked_here == {Policy.CATALOGUE}
