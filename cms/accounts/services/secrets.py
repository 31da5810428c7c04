"""PINs and passwords. Whoever changes one is signed out everywhere else."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from cms.accounts import hashing, pins, problems
from cms.accounts.enums import CredentialKind
from cms.accounts.models import Credential, Enrolment, User
from cms.accounts.services import lanes, throttle
from cms.accounts.services.tokens import revoke_all
from cms.foundation import clock


@transaction.atomic
def set_pin(user: User, pin: str, *, must_change: bool = False) -> None:
    """Replace a pupil's PIN and end all her sign-ins; `must_change` for one that somebody else has seen.

    Raises:
        Problem: `pin-not-six-digits`, `pin-too-easy`.
    """
    if not pins.is_pin(pin):
        raise problems.pin_must_be_six_digits()
    if pins.is_weak(pin):
        raise problems.pin_too_easy()
    Credential.objects.filter(user=user, kind=CredentialKind.PIN, is_active=True).update(is_active=False)
    Credential.objects.create(
        user=user, kind=CredentialKind.PIN, secret=pins.hashed(pin), must_change=must_change, made_at=clock.now()
    )
    user.set_unusable_password()  # drawn anew, so that sessions, which hang on it, end
    user.save(update_fields=["password"])
    revoke_all(user)
    _forget_tries(user)


def new_pin(user: User) -> str:
    """Draw a PIN to hand out on paper; it is good until the pupil has chosen her own."""
    pin = pins.random_pin()
    set_pin(user, pin, must_change=True)
    return pin


def change_pin(user: User, former: str, pin: str) -> None:
    """A pupil chooses her own PIN.

    Raises:
        Problem: `pupil-not-recognised` when the former one is wrong, `too-soon` or `tries-used-up` after
            wrong ones, else as `set_pin`.
    """
    booked = throttle.book(lanes.of_open_session(user.pk))
    if not hashing.pin_matches(former, active_secret(user)):
        raise problems.pupil_not_recognised()
    throttle.clear(booked)
    set_pin(user, pin)


def _forget_tries(user: User) -> None:
    """What was tried at the former PIN says nothing of the new one, so nobody has to wait for it."""
    for class_id, number in Enrolment.objects.filter(membership__user=user).values_list("school_class", "number"):
        throttle.forget(f"{lanes.pupil_prefix(class_id)}{number}:")


def active_secret(user: User) -> str | None:
    """The hash of a user's PIN."""
    return (
        Credential.objects.filter(user=user, kind=CredentialKind.PIN, is_active=True)
        .values_list("secret", flat=True)
        .first()
    )


def must_change_pin(user: User) -> bool:
    """Whether the pupil's PIN was made by somebody else."""
    return Credential.objects.filter(user=user, kind=CredentialKind.PIN, is_active=True, must_change=True).exists()


def change_password(user: User, former: str, password: str) -> None:
    """Somebody of the staff chooses a new password.

    Raises:
        Problem: `former-password-wrong`, `too-soon` or `tries-used-up` after wrong ones,
            `password-not-accepted`.
    """
    booked = throttle.book(lanes.of_open_session(user.pk))
    if not hashing.password_matches(former, user.password):
        raise problems.former_password_wrong()
    throttle.clear(booked)
    set_password(user, password)


def set_password(user: User, password: str) -> None:
    """Give somebody a password that the validators accept, and end all her sign-ins.

    Raises:
        Problem: `password-not-accepted`.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise problems.password_not_accepted(error.messages) from error
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        revoke_all(user)
