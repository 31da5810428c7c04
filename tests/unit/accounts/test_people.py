"""Users, roles and class lists."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from cms.accounts import services
from cms.accounts.access import RANK, can_grant
from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership, User
from cms.accounts.ports import on_role_groups
from cms.accounts.reader import ANONYMOUS, Reader, reader_for
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import sign_in_staff

pytestmark = pytest.mark.django_db


def code_of(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def a():
    return schools.school("Trường A")


@pytest.fixture
def b():
    return schools.school("Trường B")


def test_user_names_are_plain_lower_case(a):
    assert services.create_staff(" Vu.Thao ", people.PASSWORD).username == "vu.thao"
    assert code_of(services.create_staff, "VU.THAO", people.PASSWORD) == "user-name-taken"


@pytest.mark.parametrize("name", ["vũ.thảo", "vu thao", "аdmin", ""])
def test_user_names_that_look_alike_cannot_be_made(name):
    with pytest.raises(ValidationError):
        services.create_staff(name, people.PASSWORD)


def test_a_pupil_stands_on_the_list_and_can_sign_in(a):
    pupil = people.enrolled(a)
    reader = reader_for(pupil.user)
    assert (reader.roles, reader.school_id, reader.grade) == ({Role.PUPIL}, a.school.pk, 4)
    assert reader.class_id == pupil.school_class.pk
    assert not pupil.user.has_usable_password()
    assert "Linh" not in pupil.user.username


def test_a_pupil_without_a_given_pin_gets_one_to_change(a):
    school_class = services.create_class(a.year, "4A", 4)
    enrolment, pin = services.enrol_pupil(school_class, 1, "Anh")
    assert len(pin) == 6
    assert services.must_change_pin(enrolment.membership.user)


def test_a_number_that_is_taken_makes_no_half_pupil(a):
    school_class = services.create_class(a.year, "4A", 4)
    services.enrol_pupil(school_class, 1, "Anh")
    before = User.objects.count()
    assert code_of(services.enrol_pupil, school_class, 1, "Bảo") == "number-taken"
    assert User.objects.count() == before


def test_a_weak_first_pin_makes_no_half_pupil(a):
    school_class = services.create_class(a.year, "4A", 4)
    assert code_of(services.enrol_pupil, school_class, 1, "Anh", pin="123456") == "pin-too-easy"
    assert not Enrolment.objects.exists()


def test_a_pupil_who_moves_leaves_her_class_of_the_year(a):
    pupil = people.enrolled(a)
    other = services.create_class(a.year, "4B", 4)
    services.move_pupil(pupil.membership, other, 3)
    assert [e.school_class for e in pupil.membership.enrolments.all()] == [other]


def test_a_move_onto_a_taken_number_leaves_her_where_she_was(a):
    pupil, other = people.enrolled(a), people.enrolled(a)
    assert code_of(services.move_pupil, pupil.membership, other.school_class, other.number) == "number-taken"
    assert pupil.membership.enrolments.get().school_class == pupil.school_class


def test_last_years_class_stays_on_record_and_the_newest_counts(a):
    pupil = people.enrolled(a)
    year = services.open_school_year(a.school, "sau", *people.next_year(a.year))
    services.move_pupil(pupil.membership, services.create_class(year, "5A", 5), 2)
    assert pupil.membership.enrolments.count() == 2
    assert reader_for(pupil.user).grade == 5


@pytest.mark.parametrize("giver", list(Role))
@pytest.mark.parametrize("role", list(Role))
def test_roles_are_given_downwards_only(a, giver, role):
    reader = Reader(user_id=1, school_id=None if giver is Role.PROVINCE else a.school.pk, roles=frozenset({giver}))
    school_id = None if role is Role.PROVINCE else a.school.pk
    allowed = can_grant(reader, role, school_id)
    assert not allowed or RANK[role] < RANK[giver]
    assert not allowed or giver in {Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR, Role.PROVINCE}


@pytest.mark.parametrize("giver", [Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR])
def test_roles_are_given_in_the_own_school_only(a, b, giver):
    reader = Reader(user_id=1, school_id=a.school.pk, roles=frozenset({giver}))
    assert can_grant(reader, Role.TEACHER, a.school.pk)
    assert not can_grant(reader, Role.TEACHER, b.school.pk)
    assert not can_grant(reader, Role.TEACHER, None)


def test_nobody_without_a_role_gives_one(a):
    assert not can_grant(ANONYMOUS, Role.PUPIL, a.school.pk)
    assert not can_grant(Reader(user_id=1), Role.PUPIL, a.school.pk)


def test_a_role_that_is_given_takes_no_other_away(a):
    principal = people.staff(role=Role.PRINCIPAL, at=a)
    librarian = reader_for(people.staff(role=Role.LIBRARIAN, at=a))
    services.add_member(principal, a.school, Role.TEACHER, by=librarian)
    assert reader_for(principal).roles == {Role.PRINCIPAL, Role.TEACHER}


def test_the_highest_of_her_roles_says_what_somebody_may_give(a):
    both = people.staff(role=Role.TEACHER, at=a, also=(Role.LIBRARIAN,))
    reader = reader_for(both)
    assert can_grant(reader, Role.TEACHER, a.school.pk)
    assert not can_grant(reader, Role.LIBRARIAN, a.school.pk)


def test_taking_a_role_asks_for_the_same_right(a):
    principal = people.staff(role=Role.PRINCIPAL, at=a)
    librarian = reader_for(people.staff(role=Role.LIBRARIAN, at=a))
    membership = Membership.objects.get(user=principal)
    assert code_of(services.end_membership, membership, by=librarian) == "role-not-grantable"
    services.end_membership(membership, by=reader_for(people.staff(role=Role.ADMINISTRATOR, at=a)))
    assert reader_for(principal) == Reader(user_id=principal.pk)


def test_somebody_holds_several_roles_in_one_school_and_each_ends_by_itself(a):
    user = people.staff(role=Role.TEACHER, at=a, also=(Role.LIBRARIAN,))
    services.add_member(user, a.school, Role.LIBRARIAN)
    assert reader_for(user).roles == {Role.TEACHER, Role.LIBRARIAN}
    services.end_membership(user.memberships.get(role=Role.TEACHER))
    assert reader_for(user).roles == {Role.LIBRARIAN}
    services.add_member(user, a.school, Role.TEACHER)
    assert reader_for(user).roles == {Role.TEACHER, Role.LIBRARIAN}
    assert user.memberships.count() == 2


def test_roles_of_two_schools_are_never_added_up(a, b, clock):
    user = people.staff(role=Role.LIBRARIAN, at=a)
    clock.pass_by(days=1)
    services.add_member(user, b.school, Role.TEACHER)
    assert (reader_for(user).school_id, reader_for(user).roles) == (b.school.pk, {Role.TEACHER})


def test_a_pupil_holds_no_other_role(a):
    pupil, teacher = people.enrolled(a).user, people.staff(role=Role.TEACHER, at=a)
    assert code_of(services.add_member, pupil, a.school, Role.LIBRARIAN) == "pupils-hold-no-other-role"
    assert code_of(services.add_member, teacher, a.school, Role.PUPIL) == "pupils-hold-no-other-role"
    assert (reader_for(pupil).roles, reader_for(teacher).roles) == ({Role.PUPIL}, {Role.TEACHER})


def test_the_newest_active_membership_counts(a, b, clock):
    user = people.staff(role=Role.TEACHER, at=a)
    clock.pass_by(days=1)
    services.add_member(user, b.school, Role.LIBRARIAN)
    assert reader_for(user).school_id == b.school.pk
    services.end_membership(Membership.objects.get(user=user, school=b.school))
    assert reader_for(user).school_id == a.school.pk


def test_a_membership_ends_at_its_hour(a, clock):
    user = people.staff(role=Role.TEACHER, at=a)
    Membership.objects.filter(user=user).update(until=clock.pass_by(hours=1))
    assert reader_for(user).roles == frozenset()


def test_a_reader_costs_one_query_and_nobody_none(a, django_assert_num_queries):
    from django.contrib.auth.models import AnonymousUser

    pupil = people.enrolled(a)
    with django_assert_num_queries(1):
        reader_for(pupil.user)
    with django_assert_num_queries(0):
        assert reader_for(AnonymousUser()) == ANONYMOUS


@pytest.fixture
def given():
    """An upper layer that gives a group to librarians, as long as the test lasts."""
    group = Group.objects.create(name="statistics")

    def give(school, role):
        return [group] if role is Role.LIBRARIAN else []

    on_role_groups(give)
    yield group
    on_role_groups.remove(give)


def test_rights_in_the_admin_follow_the_roles_both_ways(a, given):
    user = people.staff(role=Role.TEACHER, at=a)
    assert (user.is_staff, given in user.groups.all()) == (False, False)
    services.add_member(user, a.school, Role.LIBRARIAN)
    user.refresh_from_db()
    assert (user.is_staff, given in user.groups.all()) == (True, True)
    services.end_membership(user.memberships.get(role=Role.LIBRARIAN))
    user.refresh_from_db()
    assert (user.is_staff, given in user.groups.all()) == (False, False)
    assert reader_for(user).roles == {Role.TEACHER}


def test_the_end_of_a_membership_ends_its_rights(a, given):
    user = people.staff(role=Role.LIBRARIAN, at=a)
    services.end_membership(Membership.objects.get(user=user))
    user.refresh_from_db()
    assert (user.is_staff, given in user.groups.all()) == (False, False)


def test_a_group_that_no_role_gives_is_taken_away(a, given):
    user = people.staff(role=Role.LIBRARIAN, at=a)
    stray = Group.objects.create(name="stray")
    user.groups.add(stray)
    services.sync_rights(user)
    assert stray not in user.groups.all()
    assert given in user.groups.all()


def test_signing_in_gives_what_a_later_release_gives_to_the_role(a, given):
    user = people.staff(role=Role.LIBRARIAN, at=a)
    user.groups.clear()
    sign_in_staff(user.username)
    assert given in user.groups.all()


def test_signing_in_takes_away_what_a_membership_gave_that_has_run_out(a, given, clock):
    user = people.staff(role=Role.LIBRARIAN, at=a)
    Membership.objects.filter(user=user).update(until=clock.time - timedelta(days=1))
    sign_in_staff(user.username)
    user.refresh_from_db()
    assert (user.is_staff, given in user.groups.all()) == (False, False)


def test_an_operator_keeps_her_entrance_without_a_role():
    user = services.create_staff("root", people.PASSWORD, is_superuser=True)
    services.sync_rights(user)
    user.refresh_from_db()
    assert user.is_staff
