"""Back-off for failed tries. A try is booked before the secret is looked at, so a burst can't slip past the count.

Lanes (api-and-security 6; threats 18 to 22). Keys are made of database keys and digests of normalised names only:

* `pupil:<class>:<number>:<day>`: all devices that never met her, together 10 a day, then 1-2-4..900 s in between;
* `device:<device>:<user>`: a device she has used: 1-2-4..60 s; after 20 wrong tries in a row it counts as unknown;
* `class:<class>:<day>`: wrong tries of all unknown devices; over 100 a day new devices are turned away;
* `staff:<digest of the user name>`: 1-2-4..900 s, forgotten after a day of peace;
* `change:<user>`: who sits at another one's open session and tries former secrets: 1-2-4..60 s.
"""

import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.accounts import problems
from cms.accounts.devices import Device
from cms.accounts.models import SignInAttempt
from cms.foundation import clock

LONGEST_WAIT: Final = 900  # seconds, unknown devices
LONGEST_WAIT_KNOWN: Final = 60  # seconds, devices that the reader has used
TRIES_A_DAY: Final = 10  # a pupil from unknown devices
TRIES_KNOWN: Final = 20  # in a row on a known device, then it counts as unknown
CLASS_BUDGET: Final = 100  # wrong tries a day and class from unknown devices
_PEACE: Final = timedelta(days=1)
_KEPT: Final = timedelta(days=2)


def pupil_lane(class_id: int, number: int) -> str:
    """The lane of a number on a class list, whether a pupil has it or not."""
    return f"pupil:{class_id}:{number}:{_day()}"


def class_lane(class_id: int) -> str:
    """The lane of a whole class."""
    return f"class:{class_id}:{_day()}"


def device_lane(device: Device, user_id: int) -> str:
    """The lane of a user on a device of hers."""
    return f"device:{device.identifier}:{user_id}"


def change_lane(user_id: int) -> str:
    """The lane of a signed-in user who gives her former secret for a new one."""
    return f"change:{user_id}"


def staff_lane(username: str) -> str:
    """The lane of a user name; every spelling of one name has the same (threat 20)."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", username).casefold())
        if not unicodedata.combining(char) and unicodedata.category(char) not in {"Cf", "Cc", "Zs"}
    )
    return f"staff:{hashlib.sha256(plain.encode()).hexdigest()[:40]}"


def failures(lane: str) -> int:
    """Wrong tries booked in a lane."""
    return SignInAttempt.objects.filter(lane=lane).values_list("failures", flat=True).first() or 0


@transaction.atomic
def book(lane: str, *, longest_wait: int, most: int | None = None, forget_after: timedelta | None = None) -> None:
    """Book a try in a lane before it is made.

    Raises:
        Problem: `too-soon` within the back-off, `tries-used-up` when the lane has had its most; nothing is booked.
    """
    moment = clock.now()
    row, made = SignInAttempt.objects.select_for_update().get_or_create(
        lane=lane, defaults={"failures": 1, "last_at": moment}
    )
    if made:
        return
    if forget_after is not None and moment - row.last_at >= forget_after:
        row.failures = 0
    if most is not None and row.failures >= most:
        raise problems.ask_the_teacher(_until_tomorrow(moment))
    if row.failures:
        wait = min(2 ** min(row.failures - 1, 20), longest_wait) - (moment - row.last_at).total_seconds()
        if wait > 0:
            raise problems.wait_a_moment(wait)
    row.failures += 1
    row.last_at = moment
    row.save(update_fields=["failures", "last_at"])


def book_staff(lane: str) -> None:
    """Book a try with a user name from a device that never met its owner."""
    book(lane, longest_wait=LONGEST_WAIT, forget_after=_PEACE)


def book_known(lane: str) -> None:
    """Book a try on a known device."""
    book(lane, longest_wait=LONGEST_WAIT_KNOWN, forget_after=_PEACE)


def book_pupil(lane: str) -> None:
    """Book a pupil's try on an unknown device."""
    book(lane, longest_wait=LONGEST_WAIT, most=TRIES_A_DAY)


@transaction.atomic
def take_back(lane: str) -> None:
    """The booked try was right: it does not count, what came before it does."""
    SignInAttempt.objects.filter(lane=lane, failures__gt=0).update(failures=F("failures") - 1)


@transaction.atomic
def clear(lane: str) -> None:
    """The owner has been here: forget the lane."""
    SignInAttempt.objects.filter(lane=lane).delete()


@transaction.atomic
def count(lane: str) -> int:
    """Count a wrong try without any back-off and answer with how many there are."""
    row, made = SignInAttempt.objects.select_for_update().get_or_create(
        lane=lane, defaults={"failures": 1, "last_at": clock.now()}
    )
    if not made:
        row.failures += 1
        row.last_at = clock.now()
        row.save(update_fields=["failures", "last_at"])
    return row.failures


def refuse_if_class_is_under_attack(class_id: int) -> None:
    """Turn an unknown device away when the class has had its budget of wrong tries today.

    Raises:
        Problem: `tries-used-up`.
    """
    if failures(class_lane(class_id)) >= CLASS_BUDGET:
        raise problems.ask_the_teacher(_until_tomorrow(clock.now()))


@transaction.atomic
def prune() -> int:
    """Drop lanes that have been quiet for two days; how many."""
    deleted, _ = SignInAttempt.objects.filter(last_at__lt=clock.now() - _KEPT).delete()
    return deleted


def _day() -> str:
    return clock.today().isoformat()


def _until_tomorrow(moment: datetime) -> float:
    local = timezone.localtime(moment)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - local).total_seconds()
