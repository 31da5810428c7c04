"""Devices: a signed pass says whom the library has met on a device, so that nobody can lock a pupil out.

The pass is a signed value, in a cookie for browsers and in `device_pass` for the app; it opens nothing by itself. On
her own device somebody is known, and has a lane of tries there that nobody else can fill. On a shared one only the last
person who came in is written down: the device is one of the school's, and wrong tries on it are put to her account.
"""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.core import signing

from cms.foundation import clock

_SALT: Final = "cms.accounts.device"
_MOST_PEOPLE: Final = 60  # of a family's tablet; the oldest are forgotten, and the cookie stays under 1 kB
_LONGEST: Final = 1500
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9_-]{22}\Z")
_VOUCHED: Final = timedelta(days=90)
MAX_AGE: Final = 400 * 24 * 3600  # seconds; browsers keep cookies no longer


class Voucher(NamedTuple):
    """The last person who came in on a device: her key, her school's (0 without one), and the day as an ordinal."""

    user_id: int
    school_id: int
    day: int


@dataclass(frozen=True, slots=True)
class Device:
    """A device: a random identifier, the keys of those whose own it is (oldest first), and who came in last."""

    identifier: str
    known: tuple[int, ...] = ()
    voucher: Voucher | None = None

    def knows(self, user_id: int) -> bool:
        """Whether this user has said that the device is hers."""
        return user_id in self.known

    def vouched_for(self, school_id: int | None = None) -> int | None:
        """Who of the school (of any without one) came in here last, in the past 90 days."""
        found = self.voucher
        if found is None or clock.today() - date.fromordinal(found.day) > _VOUCHED:
            return None
        return found.user_id if school_id is None or found.school_id == school_id else None

    def with_user(self, user_id: int, school_id: int | None = None, *, own: bool = True) -> "Device":
        """The device after this user has signed in, on her `own` device or on a shared one."""
        others = tuple(known for known in self.known if known != user_id)
        known = (*others, user_id)[-_MOST_PEOPLE:] if own else others
        return replace(self, known=known, voucher=Voucher(user_id, school_id or 0, clock.today().toordinal()))


def new_device() -> Device:
    """A device that the library has not met."""
    return Device(secrets.token_urlsafe(16))


def read_pass(value: str) -> Device:
    """The device of a pass; anything forged, old or odd is a new device, never an error."""
    if not value or len(value) > _LONGEST:
        return new_device()
    try:
        identifier, known, *rest = signing.loads(value, salt=_SALT, max_age=MAX_AGE)
        voucher = Voucher(*map(int, rest[0])) if rest and rest[0] else None
        device = Device(str(identifier), tuple(int(user_id) for user_id in known), voucher)
    except (signing.BadSignature, ValueError, TypeError):
        return new_device()
    return device if _IDENTIFIER.match(device.identifier) else new_device()


def write_pass(device: Device) -> str:
    """The signed pass of a device."""
    return signing.dumps([device.identifier, list(device.known), device.voucher], salt=_SALT)


def cookie_name() -> str:
    """`__Host-device` under TLS; browsers refuse that prefix without it."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
