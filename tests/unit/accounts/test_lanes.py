"""Lanes of tries: where a try is booked, how long the next one waits, and what a right one takes back."""

import pytest

from cms.accounts import services
from cms.accounts.devices import new_device
from cms.accounts.models import SignInAttempt
from cms.accounts.services import lanes, throttle
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import CAFE, HOME, SCHOOL, WRONG, sign_in, sign_in_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def a(clock):
    return schools.school()


@pytest.fixture
def pupil(a):
    return people.enrolled(a)


def refused(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value


def code_of(call, *args, **kwargs):
    return refused(call, *args, **kwargs).code


def use_up(clock, pupil, **where):
    """Try until there is no room; how many tries were made."""
    made = 0
    while True:
        problem = refused(sign_in, pupil, WRONG, **where)
        if problem.code == "tries-used-up":
            return made
        made += problem.code == "pupil-not-recognised"
        assert made < 99
        clock.pass_by(seconds=problem.extra.get("retry_after", 0))


def test_the_wait_doubles_with_every_wrong_try(pupil, clock):
    waits = []
    for _ in range(lanes.PUPIL.far_network - 1):
        assert code_of(sign_in, pupil, WRONG) == "pupil-not-recognised"
        waits.append(refused(sign_in, pupil).extra["retry_after"])
        clock.pass_by(seconds=waits[-1])
    assert waits == [1, 2, 4]


def test_the_right_pin_within_the_wait_is_not_even_looked_at(pupil):
    refused(sign_in, pupil, WRONG)
    problem = refused(sign_in, pupil)
    assert (problem.code, problem.status) == ("too-soon", 429)


def test_a_stranger_has_few_tries_at_one_pupil_and_gets_one_more_by_the_hour_not_at_midnight(pupil, clock):
    assert use_up(clock, pupil) == lanes.PUPIL.far_network
    wait = refused(sign_in, pupil, WRONG).extra["retry_after"]
    assert wait <= 24 * 3600 / lanes.PUPIL.far_network
    clock.pass_by(seconds=wait)
    assert code_of(sign_in, pupil, WRONG) == "pupil-not-recognised"
    assert code_of(sign_in, pupil, WRONG) == "tries-used-up"


def test_all_strangers_together_have_few_tries_at_one_pupil(pupil, clock):
    made = sum(use_up(clock, pupil, address=f"192.0.2.{n}") for n in range(8))
    assert made == lanes.PUPIL.far


def test_one_stranger_has_few_tries_at_all_pupils_together(a, clock):
    made, several = 0, [people.enrolled(a) for _ in range(12)]
    for pupil in several:
        while (problem := refused(sign_in, pupil, WRONG)).code == "pupil-not-recognised":
            made += 1
            clock.pass_by(seconds=4)
        assert problem.code in {"tries-used-up", "too-soon"}
    assert lanes._STRANGE_NETWORK <= made <= lanes._STRANGE_NETWORK + 12  # some are forgotten meanwhile


def test_who_is_turned_away_writes_nothing(pupil, clock, django_assert_max_num_queries):
    use_up(clock, pupil)
    before = list(SignInAttempt.objects.values())
    with django_assert_max_num_queries(12) as captured:
        refused(sign_in, pupil, WRONG)
    assert not [query for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert list(SignInAttempt.objects.values()) == before


def test_a_try_is_booked_in_all_lanes_of_a_tier_or_in_none(clock):
    narrow, wide = throttle.Lane("narrow", 1, 1), throttle.Lane("wide", 9, 9)
    throttle.book((narrow, wide))
    assert code_of(throttle.book, (wide, narrow)) == "tries-used-up"
    assert (throttle.held(narrow), throttle.held(wide)) == (1, 1)


def test_a_right_try_from_elsewhere_does_not_wipe_out_the_wrong_ones(pupil, clock):
    # Else somebody with one PIN of the class could try others' PINs for ever between two right ones.
    sign_in(pupil)
    for _ in range(lanes.PUPIL.near_network - 1):
        refused(sign_in, pupil, WRONG)
        clock.pass_by(minutes=1)
    sign_in(pupil)
    clock.pass_by(minutes=1)
    assert code_of(sign_in, pupil, WRONG) == "pupil-not-recognised"
    assert code_of(sign_in, pupil) == "tries-used-up"


def test_the_own_device_waits_a_minute_at_most(pupil, clock):
    own = sign_in(pupil).device
    for _ in range(12):
        refused(sign_in, pupil, WRONG, own)
        clock.pass_by(minutes=1)
    refused(sign_in, pupil, WRONG, own)
    assert refused(sign_in, pupil, device=own).extra["retry_after"] == 60
    clock.pass_by(minutes=1)
    assert sign_in(pupil, device=own).user == pupil.user


def test_an_own_device_with_too_many_wrong_tries_counts_as_any_other(pupil, clock):
    own = sign_in(pupil, address=CAFE).device
    held = lanes.of_own_device(own, pupil.user.pk)[0]
    made = use_up(clock, pupil, device=own, address=HOME)
    others = lanes.PUPIL.device_of_school + lanes.PUPIL.far_network
    assert held.most + others <= made <= held.most + others + 2  # one or two are forgotten meanwhile


def test_a_right_pin_on_the_own_device_wipes_its_lane_out(pupil, clock):
    own = sign_in(pupil).device
    refused(sign_in, pupil, WRONG, own)
    clock.pass_by(seconds=1)
    sign_in(pupil, device=own)
    assert throttle.held(lanes.of_own_device(own, pupil.user.pk)[0]) == 0


def test_a_shared_device_is_nobodys_own(pupil, clock):
    shared = sign_in(pupil, own=False).device
    assert not shared.knows(pupil.user.pk)
    refused(sign_in, pupil, WRONG, shared)
    assert throttle.held(lanes.of_own_device(shared, pupil.user.pk)[0]) == 0


def test_who_says_that_her_former_device_is_shared_is_no_longer_known_there(pupil, clock):
    own = sign_in(pupil).device
    assert not sign_in(pupil, device=own, own=False).device.knows(pupil.user.pk)


def test_a_pass_of_another_school_opens_no_lane(pupil, clock):
    foreign = sign_in(people.enrolled(schools.school())).device
    assert use_up(clock, pupil, device=foreign) == lanes.PUPIL.far_network


def test_a_pass_vouches_for_ninety_days(pupil, a, clock):
    device = sign_in(people.enrolled(a), own=False).device
    assert device.vouched_for(a.school.pk)
    clock.pass_by(days=91)
    assert device.vouched_for(a.school.pk) is None


def test_a_network_becomes_near_by_three_people_of_the_school_and_not_by_one(a, pupil, clock):
    several = [people.enrolled(a) for _ in range(3)]
    for count, each in enumerate(several, 1):
        sign_in(each, address=SCHOOL)
        sign_in(each, address=SCHOOL)
        assert services.places.is_near(SCHOOL, school_id=a.school.pk) == (count == 3)
    assert use_up(clock, pupil, address=SCHOOL) == lanes.PUPIL.near_network


def test_a_network_is_near_to_a_pupil_who_has_been_there(pupil, a, clock):
    sign_in(pupil)
    assert use_up(clock, pupil) == lanes.PUPIL.near_network
    assert use_up(clock, people.enrolled(a)) == lanes.PUPIL.far_network


def test_a_network_stays_near_for_a_month(pupil, clock):
    sign_in(pupil)
    clock.pass_by(days=29)
    assert services.places.is_near(HOME, user_id=pupil.user.pk)
    clock.pass_by(days=2)
    assert not services.places.is_near(HOME, user_id=pupil.user.pk)


@pytest.mark.parametrize("address", ["192.168.1.40", "10.0.0.9", "127.0.0.1", "fd00::7", "::ffff:192.168.1.40"])
def test_the_schools_own_house_is_near(pupil, clock, address):
    assert use_up(clock, pupil, address=address) == lanes.PUPIL.near_network


@pytest.mark.parametrize("same", [("2001:db8:1:200::1", "2001:db8:1:2ff::9"), ("::ffff:198.51.100.7", "198.51.100.7")])
def test_the_addresses_of_one_household_are_one_network(pupil, clock, same):
    refused(sign_in, pupil, WRONG, address=same[0])
    assert code_of(sign_in, pupil, WRONG, address=same[1]) == "too-soon"


@pytest.mark.parametrize("address", ["", "nonsense", "unix:", "1.2.3.4, 5.6.7.8"])
def test_what_is_no_address_is_one_strange_network(pupil, clock, address):
    refused(sign_in, pupil, WRONG, address=address)
    assert code_of(sign_in, pupil, WRONG, address="also nonsense") == "too-soon"


def test_a_new_pin_is_not_waited_for_because_of_the_former_one(pupil, clock):
    use_up(clock, pupil)
    pin = services.new_pin(pupil.user)
    assert sign_in(pupil, pin).must_change


def test_a_new_class_code_frees_the_class_of_what_was_tried_at_the_former_one(pupil, clock):
    use_up(clock, pupil)
    pupil.code = services.renew_class_code(pupil.school_class)
    assert sign_in(pupil).user == pupil.user


def test_staff_have_more_tries_and_are_never_turned_away_for_good(clock):
    people.staff("vu.thao")
    made = 0
    while (problem := refused(sign_in_staff, "vu.thao", "no")).code != "tries-used-up":
        made += problem.code == "staff-not-recognised"
        clock.pass_by(seconds=problem.extra.get("retry_after", 0))
    assert made == lanes.STAFF.far_network
    clock.pass_by(seconds=problem.extra["retry_after"])
    assert sign_in_staff("vu.thao").user.username == "vu.thao"


def test_a_new_device_of_a_colleague_is_a_lane_of_its_own(a, clock):
    from cms.accounts.enums import Role

    people.staff("vu.thao", Role.TEACHER, a)
    people.staff("le.lan", Role.TEACHER, a)
    vouched = sign_in_staff("le.lan").device
    for _ in range(lanes.STAFF.far_network + 5):
        problem = refused(sign_in_staff, "vu.thao", "no")
        clock.pass_by(seconds=min(900, problem.extra.get("retry_after", 0)))
    assert sign_in_staff("vu.thao", device=vouched).user.username == "vu.thao"


def test_new_device_is_unknown(clock):
    assert new_device().vouched_for() is None
