"""The set-up page of an empty installation, and what a new school is furnished with."""

import pytest
from django.contrib.auth.models import Group

from cms.accounts import services
from cms.accounts.enums import Role
from cms.accounts.models import School, User
from cms.web.models import HomePage
from library_collections.models import CollectionsIndexPage
from library_pages.catalogue.models import ShelfPage
from library_pages.catalogue.services.schools import files_of, group_name
from tests.factories import schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

FORM = {
    "school": "Trường Tiểu học Hoa Gạo",
    "kind": "primary",
    "grade_from": "1",
    "grade_to": "5",
    "librarian_title": "cô",
    "last_name": "Đỗ Hoàng",
    "first_name": "Nam",
    "username": "do.nam",
    "password": "một mật khẩu thật dài",
    "again": "một mật khẩu thật dài",
    "label": "2026–2027",
    "starts": "2026-09-05",
    "ends": "2027-05-31",
}


def test_the_terminals_address_opens_the_page(anybody):
    assert anybody.get(services.set_up_path()).status_code == 200


def test_another_token_opens_nothing(anybody):
    assert anybody.get("/set-up/0123456789abcdef/").status_code == 404
    assert anybody.post("/set-up/0123456789abcdef/", FORM).status_code == 404
    assert not School.objects.exists()


def test_it_makes_school_administrator_and_year_and_signs_her_in(anybody):
    response = anybody.post(services.set_up_path(), FORM)
    assert response["Location"] == "/"
    school, user = School.objects.get(), User.objects.get(username="do.nam")
    assert school.years.get().label == "2026–2027"
    assert user.memberships.get().role == Role.ADMINISTRATOR
    page = anybody.get("/")
    assert school.name in text_of(page)
    assert anybody.get("/admin/").status_code == 200


def test_it_closes_itself_for_good(anybody):
    anybody.post(services.set_up_path(), FORM)
    assert english().get(services.set_up_path()).status_code == 404
    assert english().post(services.set_up_path(), {**FORM, "username": "second"}).status_code == 404
    assert School.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"again": "etwas anderes"}, "again"),
        ({"password": "kurz", "again": "kurz"}, "password"),
        ({"username": "đỗ nam"}, "username"),
        ({"ends": "2026-09-01"}, "ends"),
        ({"grade_from": "6"}, "grade_to"),
        ({"grade_to": "13"}, "grade_to"),
        ({"school": ""}, "school"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(anybody, said, field):
    response = anybody.post(services.set_up_path(), FORM | said)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not School.objects.exists()
    assert 'value="Nam"' in response.content.decode()


def test_every_new_school_gets_home_shelf_collections_page_and_group(db):
    school = services.create_school("Trường Sao Mai")
    home = HomePage.objects.get(school=school)
    assert home.get_parent().specific == HomePage.objects.get(school=None)
    assert ShelfPage.objects.child_of(home).get().slug == "tu-sach"
    assert CollectionsIndexPage.objects.child_of(home).get().slug == "bo-suu-tap"
    assert Group.objects.filter(name=group_name(school)).exists()


def test_making_a_school_twice_makes_its_pages_once(db):
    from cms.accounts.ports import on_new_school

    school = services.create_school("Trường Sao Mai")
    for furnish in on_new_school:
        furnish(school)
    home = HomePage.objects.get(school=school)
    assert (ShelfPage.objects.child_of(home).count(), CollectionsIndexPage.objects.child_of(home).count()) == (1, 1)


def test_librarians_get_the_rights_of_their_own_school_and_lose_them_with_the_role(db):
    school, other = services.create_school("Trường A"), services.create_school("Trường B")
    user = services.create_staff("vu.thao", "một mật khẩu thật dài")
    membership = services.add_member(user, school, Role.LIBRARIAN)
    assert set(user.groups.values_list("name", flat=True)) == {group_name(school)}
    assert group_name(other) not in user.groups.values_list("name", flat=True)
    services.end_membership(membership)
    assert not user.groups.exists()


@pytest.mark.parametrize("role", [Role.PUPIL, Role.TEACHER, Role.PRINCIPAL, Role.BOARD])
def test_other_roles_bring_no_rights_in_the_admin(db, role):
    school = services.create_school("Trường A")
    user = services.create_staff("x.y", None)
    services.add_member(user, school, role)
    assert not user.groups.exists()


def test_schools_of_one_name_keep_their_files_apart_and_a_new_name_changes_nothing(db):
    first, second = services.create_school("Trường Hoa Gạo"), services.create_school("Trường Hoa Gạo")
    assert files_of(first) != files_of(second)
    kept = files_of(first)
    first.name = "Trường Hoa Phượng"
    first.save()
    assert files_of(first) == kept


def test_a_stranger_who_guesses_is_not_told_whether_it_is_set_up(anybody):
    before = anybody.get("/set-up/nein/")
    schools.school()
    after = anybody.get("/set-up/nein/")
    assert before.status_code == after.status_code == 404
