"""Signing in: pupils by class code, number and PIN; staff by user name and password."""

import logging
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from cms.accounts import hashing, pins, problems
from cms.accounts.devices import Device
from cms.accounts.enums import CredentialKind
from cms.accounts.events import ClassUnderAttack
from cms.accounts.models import Credential, Enrolment, SchoolClass, User
from cms.accounts.selectors import class_by_code
from cms.accounts.services import throttle
from cms.foundation.events import announce

logger = logging.getLogger(__name__)

CODE_DIGITS: Final = 6
HIGHEST_NUMBER: Final = 99
_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_ASCII_DIGITS: Final = re.compile(r"[0-9]*\Z")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in; the device now knows her. `must_change`: the PIN was made by somebody else."""

    user: User
    device: Device
    must_change: bool = False


def find_class(code: str) -> SchoolClass:
    """The class of a code as it was typed: spaces, dots, dashes and wide digits do no harm.

    Raises:
        Problem: `class-code-incomplete`, `class-code-unknown`.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", code))
    if not _ASCII_DIGITS.match(digits) or len(digits) > CODE_DIGITS:
        raise problems.class_code_unknown()
    if len(digits) < CODE_DIGITS:
        raise problems.class_code_incomplete(CODE_DIGITS - len(digits))
    found = class_by_code(digits)
    if found is None:
        raise problems.class_code_unknown()
    return found


def sign_in_pupil(class_code: str, number: int, pin: str, device: Device) -> SignedIn:
    """Check a pupil's PIN. The device must be what `devices.read_pass` made of its pass.

    Raises:
        Problem: as `find_class`; `pupil-not-recognised`; `too-soon` and `tries-used-up` with `retry_after`.
    """
    school_class = find_class(class_code)
    if not 1 <= number <= HIGHEST_NUMBER:  # before any lane: numbers from outside must not fill the table
        raise problems.pupil_not_recognised()
    user = _pupil(school_class, number)
    lane, known = _lane(school_class, number, user, device)
    if known:
        throttle.book_known(lane)
    else:
        throttle.refuse_if_class_is_under_attack(school_class.pk)
        throttle.book_pupil(lane)
    credential = _pin_of(user)
    right = hashing.pin_matches(_plain_digits(pin), credential.secret if credential else None)
    if user is None or credential is None or not right:
        if not known:
            _count_for_class(school_class)
        raise problems.pupil_not_recognised()
    (throttle.clear if known else throttle.take_back)(lane)
    return SignedIn(user, device.with_user(user.pk), credential.must_change)


def sign_in_staff(username: str, password: str, device: Device) -> SignedIn:
    """Check somebody's password; pupils have none.

    Raises:
        Problem: `staff-not-recognised`; `too-soon` with `retry_after`.
    """
    user = User.objects.filter(username=unicodedata.normalize("NFKC", username).strip().lower(), is_active=True).first()
    known = user is not None and _is_known(device, user)
    lane = throttle.device_lane(device, user.pk) if user and known else throttle.staff_lane(username)
    (throttle.book_known if known else throttle.book_staff)(lane)
    right = hashing.password_matches(password, user.password if user else None)
    if user is None or not right:
        logger.info("sign-in refused", extra={"lane": lane})
        raise problems.staff_not_recognised()
    throttle.clear(lane)
    return SignedIn(user, device.with_user(user.pk))


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


def _lane(school_class: SchoolClass, number: int, user: User | None, device: Device) -> tuple[str, bool]:
    if user is not None and _is_known(device, user):
        return throttle.device_lane(device, user.pk), True
    return throttle.pupil_lane(school_class.pk, number), False


def _is_known(device: Device, user: User) -> bool:
    return device.knows(user.pk) and throttle.failures(throttle.device_lane(device, user.pk)) < throttle.TRIES_KNOWN


def _plain_digits(pin: str) -> str:
    digits = unicodedata.normalize("NFKC", pin).replace(" ", "")
    return digits if pins.is_pin(digits) else ""


def _count_for_class(school_class: SchoolClass) -> None:
    if throttle.count(throttle.class_lane(school_class.pk)) == throttle.CLASS_BUDGET:
        logger.warning("class under attack", extra={"school_class": school_class.pk})
        with transaction.atomic():
            announce(ClassUnderAttack(school_class.pk))
