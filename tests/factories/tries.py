"""Somebody who tries to sign in, from a device and an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.accounts import services
from cms.accounts.devices import new_device
from tests.factories import people

if TYPE_CHECKING:
    from types import SimpleNamespace

    from cms.accounts.devices import Device
    from cms.accounts.services import SignInResult

SCHOOL, HOME, CAFE = "203.0.113.5", "198.51.100.7", "198.51.100.99"
WRONG = "829467"


def asking(device: Device | None = None, address: str = HOME) -> services.SignInOrigin:
    """From a device nobody has met and an address of the Internet, unless told otherwise."""
    return services.SignInOrigin(device or new_device(), address)


def sign_in(
    pupil: SimpleNamespace,
    pin: str = people.PIN,
    device: Device | None = None,
    address: str = HOME,
    *,
    own: bool = True,
    number: int | None = None,
) -> SignInResult:
    """A pupil's try."""
    return services.sign_in_pupil(
        pupil.code, pupil.number if number is None else number, pin, asking(device, address), own=own
    )


def sign_in_staff(
    username: str, password: str = people.PASSWORD, device: Device | None = None, address: str = HOME
) -> SignInResult:
    """A try of somebody of the staff, on a device that she says is hers."""
    return services.sign_in_staff(username, password, asking(device, address), own=True)
