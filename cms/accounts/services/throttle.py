"""Limits on tries at secrets, counted in lanes. A try is counted before the secret is compared.

A lane holds a number of wrong tries and forgets one at a steady pace, so it is never closed until some hour but lets
the next try in when the oldest is forgotten. Between two tries it asks for a pause that doubles. Which lanes a try goes
through is said in `lanes`; why, in docs/adr/0019.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from cms.accounts import problems
from cms.accounts.models import SignInAttempt
from cms.foundation import clock
from cms.foundation.errors import Problem

_DAY: Final = timedelta(days=1)
_KEPT: Final = timedelta(days=2)  # every lane has forgotten all of its tries by then
_SHORT: Final = 60  # seconds; so long somebody waits before the page, for longer she is told what else to do
_MOST_DOUBLINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: `most` wrong tries, of which `a_day` are forgotten each day; pauses of 1-2-4… `longest_pause` seconds."""

    key: str
    most: int
    a_day: int
    longest_pause: int = 0

    @property
    def pace(self) -> timedelta:
        """After how long one try is forgotten."""
        return _DAY / self.a_day


Tier = Sequence[Lane]  # a try is booked in all lanes of a tier or in none


@transaction.atomic
def book(*tiers: Tier) -> Tier:
    """Book a try in the first tier that has room, and answer with it.

    Raises:
        Problem: `too-soon` within a pause or when the wait for room is short, else `tries-used-up`; nothing is booked.
    """
    moment, waits = clock.now(), []
    for tier in tiers:
        if wait := _wait_for_room(_rows(tier), tier, moment):  # without a lock: who is turned away costs no write
            waits.append(wait)
            continue
        _refuse_within_pause(_rows(tier), tier, moment)
        SignInAttempt.objects.bulk_create(
            [SignInAttempt(lane=lane.key, failures=0, last_at=moment) for lane in tier], ignore_conflicts=True
        )
        rows = _rows(tier, lock=True)
        if wait := _wait_for_room(rows, tier, moment):
            waits.append(wait)
            continue
        _refuse_within_pause(rows, tier, moment)
        for lane in tier:
            row = rows[lane.key]
            row.failures, row.last_at = _held(row, lane, moment) + 1, moment
        SignInAttempt.objects.bulk_update(rows.values(), ["failures", "last_at"])
        return tier
    raise _no_room(min(waits))


def require_room(tier: Tier) -> None:
    """Refuse where `book` would, and book nothing.

    Raises:
        Problem: as `book`.
    """
    rows, moment = _rows(tier), clock.now()
    if wait := _wait_for_room(rows, tier, moment):
        raise _no_room(wait)
    _refuse_within_pause(rows, tier, moment)


@transaction.atomic
def take_back(tier: Tier) -> None:
    """The booked try was right: it does not count, what came before it does."""
    rows = SignInAttempt.objects.filter(lane__in=[lane.key for lane in tier], failures__gt=0)
    rows.update(failures=F("failures") - 1)


@transaction.atomic
def clear(tier: Tier) -> None:
    """The owner has been here: forget these lanes."""
    SignInAttempt.objects.filter(lane__in=[lane.key for lane in tier]).delete()


@transaction.atomic
def forget(prefix: str) -> None:
    """Forget all lanes below a prefix: the secret that was tried there is no more."""
    SignInAttempt.objects.filter(lane__startswith=prefix).delete()


def held(lane: Lane) -> int:
    """How many wrong tries a lane holds now."""
    row = SignInAttempt.objects.filter(lane=lane.key).first()
    return _held(row, lane, clock.now()) if row else 0


@transaction.atomic
def prune() -> int:
    """Drop lanes that have been quiet for two days; how many."""
    deleted, _ = SignInAttempt.objects.filter(last_at__lt=clock.now() - _KEPT).delete()
    return deleted


def _no_room(wait: float) -> Problem:
    return problems.wait_a_moment(wait) if wait <= _SHORT else problems.tries_used_up(wait)


def _rows(tier: Tier, *, lock: bool = False) -> dict[str, SignInAttempt]:
    found = SignInAttempt.objects.filter(lane__in=[lane.key for lane in tier]).order_by("lane")  # one order of locks
    return {row.lane: row for row in (found.select_for_update() if lock else found)}


def _wait_for_room(rows: dict[str, SignInAttempt], tier: Tier, moment: datetime) -> float:
    """Seconds until every lane of the tier has room; 0 when it has."""
    waits = [0.0]
    for lane in tier:
        row = rows.get(lane.key)
        if row is not None and (over := _held(row, lane, moment) - lane.most + 1) > 0:
            forgotten = (moment - row.last_at) // lane.pace
            waits.append((row.last_at + (forgotten + over) * lane.pace - moment).total_seconds())
    return max(waits)


def _refuse_within_pause(rows: dict[str, SignInAttempt], tier: Tier, moment: datetime) -> None:
    for lane in tier:
        row = rows.get(lane.key)
        if row is None or not lane.longest_pause or not (tries := _held(row, lane, moment)):
            continue
        pause = min(2 ** min(tries - 1, _MOST_DOUBLINGS), lane.longest_pause)
        left = pause - (moment - row.last_at).total_seconds()
        if left > 0:
            raise problems.wait_a_moment(left)


def _held(row: SignInAttempt, lane: Lane, moment: datetime) -> int:
    forgotten = max(0, (moment - row.last_at) // lane.pace)
    return max(0, row.failures - forgotten)
