"""Devices: a signed pass says on which device whom the library has met, so that nobody can lock a pupil out.

Wrong tries from elsewhere fill a pupil's common lane; her own device keeps a lane of its own (threat 21). The pass is a
signed value, in a cookie for browsers and in `device_pass` for the app; it opens nothing by itself.
"""

import re
import secrets
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.core import signing

_SALT: Final = "cms.accounts.device"
_MOST_PEOPLE: Final = 60  # of a shared tablet; the oldest are forgotten, and the cookie stays under 1 kB
_LONGEST: Final = 1500
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9_-]{22}\Z")
MAX_AGE: Final = 400 * 24 * 3600  # seconds; browsers keep cookies no longer


@dataclass(frozen=True, slots=True)
class Device:
    """A device: a random identifier, and the keys of the users who have signed in there, oldest first."""

    identifier: str
    known: tuple[int, ...] = ()

    def knows(self, user_id: int) -> bool:
        """Whether this user has signed in on this device."""
        return user_id in self.known

    def with_user(self, user_id: int) -> "Device":
        """The device after this user has signed in."""
        others = tuple(known for known in self.known if known != user_id)
        return replace(self, known=(*others, user_id)[-_MOST_PEOPLE:])


def new_device() -> Device:
    """A device that the library has not met."""
    return Device(secrets.token_urlsafe(16))


def read_pass(value: str) -> Device:
    """The device of a pass; anything forged, old or odd is a new device, never an error."""
    if not value or len(value) > _LONGEST:
        return new_device()
    try:
        identifier, known = signing.loads(value, salt=_SALT, max_age=MAX_AGE)
        device = Device(str(identifier), tuple(int(user_id) for user_id in known))
    except (signing.BadSignature, ValueError, TypeError):
        return new_device()
    return device if _IDENTIFIER.match(device.identifier) else new_device()


def write_pass(device: Device) -> str:
    """The signed pass of a device."""
    return signing.dumps([device.identifier, list(device.known)], salt=_SALT)


def cookie_name() -> str:
    """`__Host-device` under TLS; browsers refuse that prefix without it."""
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
