"""The empty start: a page that opens to one token and closes itself."""

from datetime import date

import pytest
from django.test import override_settings

from cms.accounts import services
from cms.accounts.enums import Role
from cms.accounts.models import School, User
from cms.accounts.reader import reader_for
from cms.foundation.errors import Problem
from tests.factories import people, schools

pytestmark = pytest.mark.django_db


def set_up(name="Trường A", password=people.PASSWORD, year=("2026–2027", date(2026, 9, 5), date(2027, 5, 31))):
    return services.set_up_first_school(
        services.NewSchool(name, {"grade_to": 9}),
        services.NewAdministrator("quan.tri", password, "Nam", "Đỗ Hoàng"),
        services.NewYear(*year),
    )


def test_the_first_school_comes_with_administrator_and_year():
    schools.platform()
    school, user = set_up()
    assert reader_for(user).roles == {Role.ADMINISTRATOR}
    assert user.is_superuser
    assert user.check_password(people.PASSWORD)
    assert school.years.get().label == "2026–2027"


def test_the_page_closes_with_the_first_school():
    schools.platform()
    assert services.set_up_is_open()
    set_up()
    assert not services.set_up_is_open()
    with pytest.raises(Problem) as caught:
        set_up("Trường B")
    assert caught.value.code == "set-up-done"
    assert School.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "short"}, "password-not-accepted"),
        ({"year": ("x", date(2027, 5, 31), date(2026, 9, 5))}, "school-year-without-days"),
    ],
)
def test_a_set_up_that_fails_leaves_nothing_behind(changes, code):
    schools.platform()
    with pytest.raises(Problem) as caught:
        set_up(**changes)
    assert caught.value.code == code
    assert services.set_up_is_open()
    assert not User.objects.exists()


def test_the_token_of_the_terminal_opens_the_page_and_no_other_does():
    assert services.is_set_up_token(services.set_up_token())
    assert services.set_up_token() in services.set_up_path()
    for wrong in ("", "x", services.set_up_token()[:-1], services.set_up_token().upper() + "x"):
        assert not services.is_set_up_token(wrong)


def test_every_installation_has_its_own_token():
    ours = services.set_up_token()
    with override_settings(SECRET_KEY=people.OTHER_KEY):
        assert services.set_up_token() != ours
