"""The page on which those who lead a school say who holds which roles there."""

import pytest

from cms.accounts import services
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(a):
    return people.staff(role=Role.TEACHER, at=a)


def giving(client, person, *roles):
    return client.post(f"/vai-tro/{person.uid}/", {"role": list(roles)})


def test_the_principal_lets_a_teacher_look_after_the_library_and_ends_it_again(a, teacher):
    client = english(people.staff(role=Role.PRINCIPAL, at=a))
    assert giving(client, teacher, "teacher", "librarian")["Location"] == "/vai-tro/"
    assert reader_for(teacher).roles == {Role.TEACHER, Role.LIBRARIAN}
    assert english(teacher).get("/admin/").status_code == 200
    giving(client, teacher, "teacher")
    assert reader_for(teacher).roles == {Role.TEACHER}
    assert english(teacher).get("/admin/").status_code in {302, 403}


def test_nobody_gives_or_takes_a_role_at_or_above_the_own(a, teacher):
    principal = people.staff(role=Role.PRINCIPAL, at=a)
    client = english(people.staff(role=Role.LIBRARIAN, at=a))
    giving(client, teacher, "teacher", "librarian", "principal", "administrator", "province", "x")
    giving(client, principal, "teacher")
    assert reader_for(teacher).roles == {Role.TEACHER}
    assert reader_for(principal).roles == {Role.PRINCIPAL, Role.TEACHER}
    page = text_of(client.get("/vai-tro/"))
    assert "Board member" in page
    assert page.count("Principal") == 1  # said of her who is it, and no choice


def test_who_has_lost_all_roles_stays_on_the_page(a, teacher):
    client = english(people.staff(role=Role.PRINCIPAL, at=a))
    giving(client, teacher)
    assert reader_for(teacher).roles == frozenset()
    giving(client, teacher, "board")
    assert reader_for(teacher).roles == {Role.BOARD}


@pytest.mark.parametrize("role", [Role.TEACHER, Role.BOARD, Role.PUPIL, None])
def test_nobody_else_sees_or_gives_roles(a, teacher, role):
    client = english(schools.user(role, a if role else None))
    assert client.get("/vai-tro/").status_code == 403
    assert giving(client, teacher, "teacher", "board").status_code == 403
    assert reader_for(teacher).roles == {Role.TEACHER}


def test_people_of_other_schools_and_pupils_are_nobody_there(a, teacher):
    other, pupil = people.staff(role=Role.TEACHER, at=schools.school()), people.enrolled(a).user
    client = english(people.staff(role=Role.ADMINISTRATOR, at=a))
    assert [giving(client, each, "board").status_code for each in (other, pupil)] == [404, 404]
    by = reader_for(people.staff(role=Role.ADMINISTRATOR, at=a))
    for person in (other, pupil):
        with pytest.raises(Problem) as caught:
            services.set_roles(person, a.school, {Role.BOARD}, by=by)
        assert caught.value.code == "role-not-grantable"


def test_more_colleagues_cost_no_more_queries(a, django_assert_max_num_queries):
    for _ in range(8):
        people.staff(role=Role.TEACHER, at=a, also=(Role.BOARD,))
    client = english(people.staff(role=Role.PRINCIPAL, at=a))
    with django_assert_max_num_queries(16):
        client.get("/vai-tro/")
