"""Attacks on a class, played with a clock that runs as fast as the test: nobody is locked out, and no PIN is found.

Attackers try whenever they are let: each waits exactly as long as the last answer told it.
"""

import heapq
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random

import pytest

from cms.accounts import pins, services
from cms.accounts.devices import Device, new_device
from cms.accounts.enums import Role
from cms.accounts.services import lanes
from cms.accounts.tries import tries_of
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import SCHOOL, WRONG, asking, sign_in, sign_in_staff

pytestmark = pytest.mark.django_db
_MINUTE = 60
_STRONG_PINS = sum(not pins.is_weak(f"{pin:06d}") for pin in range(0, 10**6, 7)) * 7
_REACHED = {"pupil-not-recognised", "staff-not-recognised"}


@dataclass(order=True)
class Attacker:
    """Tries from one address, with a pass or with a new device each time."""

    at: float
    order: int
    address: str = field(compare=False)
    device: Device | None = field(default=None, compare=False)
    looked_at: int = field(default=0, compare=False)  # tries that reached the secret


class Attack:
    """Attackers who take turns for as long as they are let."""

    def __init__(self, clock, aim, attackers):
        self.clock, self.aim, self.began = clock, aim, clock()
        self.waiting = [Attacker(0.0, order, *each) for order, each in enumerate(attackers)]
        self.everybody = tuple(self.waiting)

    def run(self, seconds, most=3000):
        """Go on for a while."""
        for _ in range(most):
            now = (self.clock() - self.began).total_seconds()
            if not self.waiting or self.waiting[0].at > seconds:
                break
            attacker = heapq.heappop(self.waiting)
            self.clock.pass_by(seconds=max(0, attacker.at - now))
            attacker.at = max(attacker.at, now) + self._try(attacker)
            heapq.heappush(self.waiting, attacker)
        gone = (self.clock() - self.began).total_seconds()
        self.clock.pass_by(seconds=max(0, seconds - gone))

    def _try(self, attacker):
        try:
            self.aim(attacker)
        except Problem as problem:
            attacker.looked_at += problem.code in _REACHED
            return float(problem.extra.get("retry_after", 0.1))
        raise AssertionError("the PIN was found")

    @property
    def looked_at(self):
        return sum(each.looked_at for each in self.everybody)


@pytest.fixture
def a(clock):
    return schools.school()


@pytest.fixture
def in_class(a):
    """A pupil, and a school network that is near by three people of the school."""
    for _ in range(3):
        sign_in(people.enrolled(a), address=SCHOOL, own=False)
    return people.enrolled(a)


def strangers(how_many):
    return [(f"198.18.{n // 250}.{n % 250 + 1}",) for n in range(how_many)]


def comes_in(clock, pupil, device=None, address=SCHOOL, typed=(WRONG, people.PIN)):
    """Seconds until a pupil is in who mistypes once and then waits as she is told; a minute at most."""
    began, answers = clock(), []
    for pin in typed:
        while True:
            try:
                assert sign_in(pupil, pin, device, address, own=False).user == pupil.user
                return (clock() - began).total_seconds()
            except Problem as problem:
                answers.append(problem.code)
                clock.pass_by(seconds=problem.extra.get("retry_after", 0))
                assert (clock() - began).total_seconds() <= _MINUTE, answers
                if problem.code in _REACHED:
                    break
    raise AssertionError(answers)


@pytest.mark.parametrize("seed", range(4))
def test_a_child_in_class_gets_in_within_a_minute_while_strangers_attack(in_class, clock, seed):
    random = Random(seed)  # noqa: S311  (a game, no secret)
    own = sign_in(in_class, address=SCHOOL).device

    def anything(attacker):
        number = random.choice([in_class.number, in_class.number, random.randint(1, 99)])
        guess = random.choice([in_class.code, in_class.code, f"{random.randrange(10**6):06d}"])
        services.sign_in_pupil(guess, number, WRONG, asking(address=attacker.address))

    attack = Attack(clock, anything, strangers(random.choice([1, 12, 40])))
    for hour in range(1, 4):
        attack.run(hour * 3600, most=200)
        assert comes_in(clock, in_class) <= 2**hour  # for what she mistypes herself
        assert sign_in(in_class, device=own, address="192.0.2.200").user == in_class.user


def test_a_hundred_tries_with_invented_numbers_cost_the_class_nothing(in_class, clock):
    for number in range(1, 51):
        for address in ("198.51.100.1", SCHOOL):
            if number != in_class.number:
                with pytest.raises(Problem):
                    sign_in(in_class, WRONG, address=address, number=number)
    assert sign_in(in_class, address="198.51.100.77").user == in_class.user
    assert comes_in(clock, in_class) <= 2


def test_a_classmate_who_attacks_in_school_fills_no_lane_of_the_schools_devices(in_class, a, clock):
    bully, friend = people.enrolled(a), people.enrolled(a)
    his = sign_in(bully, address=SCHOOL).device
    computer = sign_in(friend, address=SCHOOL, own=False).device
    attack = Attack(
        clock,
        lambda each: sign_in(in_class, WRONG, each.device, each.address),
        [(SCHOOL,), (SCHOOL, his), ("198.51.100.50", his)],
    )
    attack.run(3 * 3600)
    assert comes_in(clock, in_class, computer) <= 2


def test_a_new_device_gets_a_lane_when_a_teacher_has_come_in_on_it(in_class, a, clock):
    attack = Attack(clock, lambda each: sign_in(in_class, WRONG, each.device, each.address), [(SCHOOL,)])
    attack.run(3 * 3600)
    with pytest.raises(Problem):
        sign_in(in_class, address=SCHOOL)
    teacher = people.staff(role=Role.TEACHER, at=a)
    new = sign_in_staff(teacher.username, address=SCHOOL).device
    assert comes_in(clock, in_class, new) <= 2


def test_one_classmates_devices_are_one_lane_however_many_there_are(in_class, a, clock):
    bully = people.enrolled(a)
    passes = [sign_in(bully, address=SCHOOL).device for _ in range(6)]
    attack = Attack(
        clock,
        lambda each: sign_in(in_class, WRONG, each.device, each.address),
        [(f"198.18.9.{n}", each) for n, each in enumerate(passes, 1)],
    )
    attack.run(2 * 3600)
    assert attack.looked_at <= lanes.PUPIL.device_of_school + lanes.PUPIL.far + 3  # some are forgotten meanwhile


@pytest.mark.parametrize(
    ("where", "most"),
    [("outside", 0.0045), ("outside and, with a pass of his own, in school", 0.0105)],
)
def test_a_year_of_guessing_finds_a_pin_with_a_chance_below_one_in_a_hundred(in_class, a, clock, where, most):
    attackers = strangers(4)
    if "school" in where:
        attackers += [(SCHOOL,), (SCHOOL, sign_in(people.enrolled(a), address=SCHOOL).device)]
    attack = Attack(clock, lambda each: sign_in(in_class, WRONG, each.device, each.address), attackers)
    attack.run(timedelta(days=1).total_seconds())
    before = attack.looked_at
    attack.run(timedelta(days=3).total_seconds())
    a_day = (attack.looked_at - before) / 2
    assert before + 365 * a_day < most * _STRONG_PINS
    assert tries_of([in_class.school_class.pk])[in_class.school_class.pk].is_attack


@pytest.mark.parametrize("address", ["198.51.100.50", "192.168.1.40"])
def test_class_codes_are_looked_for_slowly_and_no_school_waits_for_it(in_class, clock, address):
    guesses, found = count(1), 0

    def guess(_attacker):
        nonlocal found
        try:
            services.find_class(f"{next(guesses) * 7 % 10**6:06d}", asking(address=address))
        except Problem as problem:
            found += problem.code == "class-code-unknown"
            raise

    Attack(clock, guess, [(address,)]).run(3600, most=600)
    assert 60 <= found <= 60 + 3600 / 30 + 1
    clock.pass_by(seconds=1)
    for place in (SCHOOL, "192.168.1.40"):
        assert services.find_class(in_class.code, asking(address=place)) == in_class.school_class


def test_who_has_used_up_her_codes_is_not_told_of_a_right_one(in_class, clock):
    for number in range(60):
        with pytest.raises(Problem):
            services.find_class(f"{number:06d}", asking())
    with pytest.raises(Problem) as caught:
        services.find_class(in_class.code, asking())
    assert caught.value.code == "too-soon"
    vouched = sign_in(in_class, address=SCHOOL, own=False).device
    assert services.find_class(in_class.code, asking(vouched)) == in_class.school_class


def test_a_lesson_of_new_devices_behind_one_address_is_never_turned_away(a, clock):
    # Also on the first day, when nobody knows yet that the address is the school's.
    pupils = [people.enrolled(a) for _ in range(45)]
    for number, pupil in enumerate(pupils):
        if number % 3 == 0:
            with pytest.raises(Problem) as caught:
                sign_in(pupil, WRONG, address=SCHOOL, own=False)
            assert caught.value.code == "pupil-not-recognised"
            clock.pass_by(seconds=1)
        assert sign_in(pupil, device=new_device(), address=SCHOOL, own=False).user == pupil.user
