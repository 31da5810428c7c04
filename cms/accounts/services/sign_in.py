"""Signing in: pupils by class code, number and PIN; staff by user name and password."""

import logging
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from cms.accounts import hashing, pins, problems
from cms.accounts.devices import Device
from cms.accounts.enums import CredentialKind
from cms.accounts.models import Credential, Enrolment, SchoolClass, User
from cms.accounts.reader import reader_for
from cms.accounts.selectors import class_by_code
from cms.accounts.services import lanes, places, throttle
from cms.accounts.services.lanes import SignInOrigin
from cms.accounts.services.rights import sync_rights
from cms.accounts.services.throttle import Tier
from cms.accounts.services.tries import write_down

logger = logging.getLogger(__name__)

CODE_DIGITS: Final = 6
HIGHEST_NUMBER: Final = 99
_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_ASCII_DIGITS: Final = re.compile(r"[0-9]*\Z")


@dataclass(frozen=True, slots=True)
class SignInResult:
    """Who has signed in, and the device after it. `must_change`: the PIN was made by somebody else."""

    user: User
    device: Device
    must_change: bool = False


def find_class(code: str, origin: SignInOrigin) -> SchoolClass:
    """The class of a code as it was typed: spaces, dots, dashes and wide digits do no harm.

    Who looks for codes is slowed down, and nobody by somebody else of her school: its own codes stand on its boards.

    Raises:
        Problem: `class-code-incomplete`, `class-code-unknown`; `too-soon` with `retry_after`.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", code))
    if not _ASCII_DIGITS.match(digits) or len(digits) > CODE_DIGITS:
        raise problems.class_code_unknown()
    if len(digits) < CODE_DIGITS:
        raise problems.class_code_incomplete(CODE_DIGITS - len(digits))
    found = class_by_code(digits)
    if found is not None and _is_at_home(origin, found.year.school_id):
        return found
    lane = lanes.of_class_code(origin.address)
    if found is None:
        throttle.book(lane)
        raise problems.class_code_unknown()
    throttle.require_room(lane)  # a right code costs nothing, and is told to nobody who has used up her wrong ones
    return found


def sign_in_pupil(class_code: str, number: int, pin: str, origin: SignInOrigin, *, own: bool = False) -> SignInResult:
    """Check a pupil's PIN; `own` when she says that the device is hers.

    Raises:
        Problem: as `find_class`; `pupil-not-recognised`; `too-soon` and `tries-used-up` with `retry_after`.
    """
    school_class = find_class(class_code, origin)
    if not 1 <= number <= HIGHEST_NUMBER:  # before any lane: numbers from outside must not fill the table
        raise problems.pupil_not_recognised()
    school_id, user = school_class.year.school_id, _pupil(school_class, number)
    user_id = user.pk if user else None
    origin = replace(origin, is_near=places.is_near(origin.address, school_id=school_id, user_id=user_id))
    booked = throttle.book(*lanes.of_pupil(school_class.pk, number, user_id, school_id, origin))
    credential = _pin_of(user)
    right = hashing.pin_matches(_plain_digits(pin), credential.secret if credential else None)
    if user is None or credential is None or not right:
        if user_id is None or booked != lanes.of_own_device(origin.device, user_id):
            write_down(school_class.pk, number)
        raise problems.pupil_not_recognised()
    return _signed_in(user, school_id, booked, origin, own=own, must_change=credential.must_change)


def sign_in_staff(username: str, password: str, origin: SignInOrigin, *, own: bool = False) -> SignInResult:
    """Check somebody's password; pupils have none. `own` when she says that the device is hers.

    Raises:
        Problem: `staff-not-recognised`; `too-soon` and `tries-used-up` with `retry_after`.
    """
    user = User.objects.filter(username=unicodedata.normalize("NFKC", username).strip().lower(), is_active=True).first()
    user_id = user.pk if user else None
    origin = replace(origin, is_near=places.is_near(origin.address, user_id=user_id))
    booked = throttle.book(*lanes.of_staff(username, user_id, origin))
    right = hashing.password_matches(password, user.password if user else None)
    if user is None or not right:
        logger.info("sign-in refused", extra={"lane": booked[0].key})
        raise problems.staff_not_recognised()
    sync_rights(user)  # a membership may have run out since, or a release may give its role more
    return _signed_in(user, reader_for(user).school_id, booked, origin, own=own)


def _signed_in(
    user: User, school_id: int | None, booked: Tier, origin: SignInOrigin, *, own: bool, must_change: bool = False
) -> SignInResult:
    # Elsewhere only this try is taken back: else who has one PIN of a class could try others' between two right ones.
    on_own_device = booked == lanes.of_own_device(origin.device, user.pk)
    (throttle.clear if on_own_device else throttle.take_back)(booked)
    places.remember(origin.address, school_id, user.pk)
    return SignInResult(user, origin.device.with_user(user.pk, school_id, own=own), must_change)


def _is_at_home(origin: SignInOrigin, school_id: int) -> bool:
    return origin.device.vouched_for(school_id) is not None or places.is_near(origin.address, school_id=school_id)


def _pupil(school_class: SchoolClass, number: int) -> User | None:
    enrolment = (
        Enrolment.objects.filter(
            school_class=school_class, number=number, membership__is_active=True, membership__user__is_active=True
        )
        .select_related("membership__user")
        .first()
    )
    return enrolment.membership.user if enrolment else None


def _pin_of(user: User | None) -> Credential | None:
    # Asked for a missing pupil too: one query less would tell that nobody has this number.
    return Credential.objects.filter(user_id=user.pk if user else 0, kind=CredentialKind.PIN, is_active=True).first()


def _plain_digits(pin: str) -> str:
    digits = unicodedata.normalize("NFKC", pin).replace(" ", "")
    return digits if pins.is_pin(digits) else ""
