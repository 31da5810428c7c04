"""How long somebody stays signed in on the site: on her own device, and on one that others use too."""

import pytest
from django.conf import settings

from cms.accounts import devices
from cms.accounts.enums import Role
from cms.accounts.lifetimes import PUPIL_IDLE, SHARED_LONGEST, STAFF_IDLE
from cms.web.sessions import cookie_name
from tests.factories import people, schools
from tests.integration.web.conftest import english
from tests.integration.web.test_signing import as_pupil, as_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(a, clock):
    return people.enrolled(a)


@pytest.fixture
def on_shared(pupil):
    client = english()
    as_pupil(client, pupil)
    return client


def is_in(client):
    return client.get("/api/v1/me").status_code == 200


def test_on_a_shared_device_the_browser_forgets_the_session_when_it_closes(pupil, anybody):
    response = as_pupil(anybody, pupil)
    for name in (settings.SESSION_COOKIE_NAME, cookie_name()):
        assert not response.cookies[name]["max-age"]
        assert not response.cookies[name]["expires"]
        assert response.cookies[name]["httponly"]


def test_on_a_shared_device_half_an_hour_of_rest_ends_a_pupils_session(on_shared, clock):
    clock.pass_by(seconds=PUPIL_IDLE.total_seconds())
    assert is_in(on_shared)
    clock.pass_by(seconds=PUPIL_IDLE.total_seconds() + 1)
    assert not is_in(on_shared)
    assert "Sign out" not in on_shared.get("/").content.decode()
    assert on_shared.get("/cua-em/")["Location"].startswith("/vao/")


def test_whoever_goes_on_stays_in_for_twelve_hours_at_most(on_shared, clock):
    for _ in range(int(SHARED_LONGEST / PUPIL_IDLE)):
        clock.pass_by(seconds=PUPIL_IDLE.total_seconds() - 1)
        assert is_in(on_shared)
    clock.pass_by(seconds=60)
    assert not is_in(on_shared)


def test_staff_have_an_hour(a, clock):
    people.staff("vu.thao", Role.LIBRARIAN, a)
    client = english()
    as_staff(client, "vu.thao", people.PASSWORD)
    clock.pass_by(seconds=STAFF_IDLE.total_seconds() - 1)
    assert client.get("/admin/").status_code == 200
    clock.pass_by(seconds=STAFF_IDLE.total_seconds() + 1)
    assert client.get("/admin/")["Location"].startswith("/vao/")


def test_an_open_editor_that_asks_by_itself_keeps_nobody_in(a, clock):
    people.staff("vu.thao", Role.LIBRARIAN, a)
    client = english()
    as_staff(client, "vu.thao", people.PASSWORD)
    for _ in range(4):
        clock.pass_by(minutes=20)
        client.post(f"/admin/editing-sessions/ping/wagtailcore/page/{a.shelf.pk}/1/")
    assert client.get("/admin/")["Location"].startswith("/vao/")


@pytest.mark.parametrize("value", [None, "", "nonsense", "another's"])
def test_without_the_sign_of_its_last_use_a_shared_session_is_over(on_shared, pupil, value):
    assert is_in(on_shared)
    if value is None:
        del on_shared.cookies[cookie_name()]
    elif value == "another's":
        other = english()
        as_pupil(other, pupil)
        on_shared.cookies[cookie_name()] = other.cookies[cookie_name()].value
    else:
        on_shared.cookies[cookie_name()] = value
    assert not is_in(on_shared)


def test_pages_of_a_shared_session_are_read_without_writing(on_shared, clock, django_assert_max_num_queries):
    on_shared.get("/tin/")
    clock.pass_by(minutes=10)
    with django_assert_max_num_queries(15) as captured:
        on_shared.get("/tin/")
    assert not [each for each in captured if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert is_in(on_shared)


def test_a_new_pin_does_not_end_the_session_in_which_it_is_chosen(on_shared):
    change = {"former": people.PIN, "chosen": "629471", "again": "629471"}
    assert on_shared.post("/doi-pin/", change)["Location"] == "/"
    assert is_in(on_shared)


def test_on_her_own_device_she_stays_in_for_two_weeks(pupil, anybody, clock):
    response = as_pupil(anybody, pupil, own="on")
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == pytest.approx(14 * 24 * 3600, abs=5)
    assert cookie_name() not in response.cookies
    clock.pass_by(days=3)
    assert is_in(anybody)


def test_the_choice_is_made_already_where_somebody_has_made_it(pupil, anybody):
    def ticked(client):
        return 'name="pupil-own"' in (html := client.get("/vao/").content.decode()) and " checked" in html

    assert not ticked(anybody)
    as_pupil(anybody, pupil, own="on")
    anybody.post("/ra/")
    assert ticked(anybody)


def test_a_shared_device_is_known_to_be_the_schools_and_nobodys_own(pupil, anybody):
    found = devices.read_pass(as_pupil(anybody, pupil).cookies[devices.cookie_name()].value)
    assert not found.knows(pupil.user.pk)
    assert found.vouched_for(pupil.school_class.year.school_id) == pupil.user.pk


def test_what_is_the_same_for_everybody_never_touches_the_session(on_shared):
    response = on_shared.get("/api/v1/public/types")
    assert cookie_name() not in response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_who_sets_the_library_up_is_on_no_own_device_yet(db, clock):
    from cms.accounts import services
    from tests.integration.web.test_set_up import FORM

    schools.platform()
    client = english()
    assert client.post(services.set_up_path(), FORM).status_code == 302
    assert is_in(client)
    clock.pass_by(minutes=61)
    assert not is_in(client)
