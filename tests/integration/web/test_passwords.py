"""A password that somebody of the staff changes herself."""

import pytest
from django.urls import reverse

from cms.accounts.enums import Role
from tests.factories import people
from tests.integration.web.conftest import english, text_of
from tests.integration.web.test_signing import as_pupil, as_staff

pytestmark = pytest.mark.django_db
NEW = "một mật khẩu khác hẳn"


@pytest.fixture
def teacher(a, clock):
    """Signed in on two devices: `.client` and `.elsewhere`."""
    user = people.staff("vu.thao", Role.TEACHER, a)
    user.client, user.elsewhere = english(), english()
    for browser in (user.client, user.elsewhere):
        assert as_staff(browser, "vu.thao", people.PASSWORD)["Location"] == "/"
    return user


def change(client, former=people.PASSWORD, chosen=NEW, again=None):
    return client.post("/doi-mat-khau/", {"former": former, "chosen": chosen, "again": again or chosen})


def test_the_menu_of_staff_leads_there(teacher):
    assert "Change my password" in text_of(teacher.client.get("/"))
    assert teacher.client.get("/doi-mat-khau/").status_code == 200


def test_with_the_new_one_she_goes_on_here_and_is_signed_out_elsewhere(teacher, clock):
    assert change(teacher.client)["Location"] == "/"
    page = text_of(teacher.client.get("/"))
    assert "Your new password is kept." in page
    assert "Sign out" in page
    assert "Sign out" not in text_of(teacher.elsewhere.get("/"))
    assert as_staff(english(), "vu.thao", people.PASSWORD).status_code == 422
    clock.pass_by(seconds=2)
    assert as_staff(english(), "vu.thao", NEW)["Location"] == "/"


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"former": "falsch"}, "former", "This is not the password that you have now."),
        ({"former": ""}, "former", "Type your password."),
        ({"chosen": "kurz"}, "chosen", "This password is too weak."),
        ({"again": "một mật khẩu khác hẳm"}, "again", "The two are not the same."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_old_one_stays(teacher, said, field, words):
    response = change(teacher.client, **said)
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(words)
    assert NEW not in response.content.decode()
    teacher.refresh_from_db()
    assert teacher.check_password(people.PASSWORD)


def test_guesses_at_the_old_one_are_slowed_down(teacher):
    change(teacher.client, former="falsch")
    response = change(teacher.client)
    assert response.status_code == 429
    teacher.refresh_from_db()
    assert teacher.check_password(people.PASSWORD)


def test_pupils_have_no_password(a, clock):
    pupil = people.enrolled(a)
    client = english()
    as_pupil(client, pupil)
    assert client.get("/doi-mat-khau/").status_code == 403
    assert "Change my password" not in text_of(client.get("/"))


def test_strangers_are_asked_to_sign_in(a, anybody):
    assert anybody.get("/doi-mat-khau/")["Location"].startswith("/vao/")


def test_the_admin_has_no_second_way_without_a_limit(a, clock):
    librarian = english()
    people.staff("le.lan", Role.LIBRARIAN, a)
    as_staff(librarian, "le.lan", people.PASSWORD)
    assert 'name="password-' not in librarian.get(reverse("wagtailadmin_account")).content.decode()
    assert librarian.get("/admin/password_reset/").status_code == 404
    assert english().get("/admin/password_reset/")["Location"].startswith(reverse("web:sign_in"))
