"""Accounts under requests that come at the same moment, on the real database and in threads of their own."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from cms.accounts import services
from cms.accounts.models import ApiToken, School, SignInAttempt, WrongTries
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import WRONG, sign_in, sign_in_staff

pytestmark = pytest.mark.django_db(transaction=True)
_AT_ONCE = 6


def at_once(call, count=_AT_ONCE):
    """What each of the calls answers, or the code of its problem; all see the test's clock."""
    connected = Barrier(count)

    def run():
        try:
            connections["default"].ensure_connection()
            connected.wait(30)  # else the first is done before the last has a connection, and nothing happens at once
            return call()
        except Problem as problem:
            return problem.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        waiting = [pool.submit(copy_context().run, run) for _ in range(count)]
        return [each.result() for each in waiting]


def test_a_burst_of_tries_is_one_try(clock):
    pupil = people.enrolled(schools.school())

    def guess():
        return sign_in(pupil, WRONG)

    assert sorted(at_once(guess)) == ["pupil-not-recognised"] + ["too-soon"] * (_AT_ONCE - 1)
    assert set(SignInAttempt.objects.values_list("failures", flat=True)) == {1}
    assert WrongTries.objects.get().tries == 1


def test_a_burst_on_a_staff_account_is_one_try(clock):
    people.staff("vu.thao")
    found = at_once(lambda: sign_in_staff("vu.thao", "no"))
    assert sorted(found) == ["staff-not-recognised"] + ["too-soon"] * (_AT_ONCE - 1)


def test_a_phone_that_refreshes_twice_at_once_stays_signed_in(clock):
    pupil = people.enrolled(schools.school())
    pair = services.issue_tokens(pupil.user, device_id="phone")
    found = at_once(lambda: services.rotate(pair.refresh)[1])
    assert all(services.holder_of(each.access) for each in found)
    assert ApiToken.objects.values("family").distinct().count() == 1


def test_two_people_who_set_up_at_once_make_one_school(clock):
    schools.platform()

    def set_up():
        return services.set_up_first_school(
            services.NewSchool("Trường A"),
            services.NewAdministrator("quan.tri", people.PASSWORD),
            services.NewYear("2026–2027", date(2026, 9, 5), date(2027, 5, 31)),
        )[0].name

    assert sorted(at_once(set_up, 3)) == ["Trường A", "set-up-done", "set-up-done"]
    assert School.objects.count() == 1


def test_two_pupils_do_not_get_one_number(clock):
    school_class = services.create_class(schools.school().year, "4A", 4)
    found = at_once(lambda: services.enrol_pupil(school_class, 1, "Anh")[0].number, 3)
    assert sorted(map(str, found)) == ["1", "number-taken", "number-taken"]
    assert school_class.enrolments.count() == 1
