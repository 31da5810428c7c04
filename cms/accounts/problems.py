"""What can go wrong with accounts, said to pupils or to staff. One function a code."""

import math

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.foundation.errors import Problem


def class_code_incomplete(missing: int) -> Problem:
    """The code has too few digits."""
    return Problem(
        "class-code-incomplete",
        status=422,
        title=ngettext_lazy(
            "The number lacks one digit. Look at the board again.",
            "The number lacks %(missing)d digits. Look at the board again.",
            missing,
        )
        % {"missing": missing},
        extra={"missing": missing},
    )


def class_code_unknown() -> Problem:
    """No class has this code now; codes only identify, so this may be said."""
    return Problem(
        "class-code-unknown",
        status=404,
        title=_("No class has this number."),
        detail=_("Look at the board again, or ask your teacher."),
    )


def pupil_not_recognised() -> Problem:
    """Wrong PIN or no such number: one answer for both, or trying numbers would list the pupils."""
    return Problem(
        "pupil-not-recognised",
        status=401,
        title=_("That is not right yet."),
        detail=_("Check your number and your PIN, or call your teacher."),
    )


def staff_not_recognised() -> Problem:
    """Wrong password or no such user: one answer for both, or trying names would list the staff."""
    return Problem(
        "staff-not-recognised",
        status=401,
        title=_("The user name and the password do not fit together."),
        detail=_("Check both, or ask the administrator for a new password."),
    )


def wait_a_moment(seconds: float) -> Problem:
    """Back-off: too soon after a failed try. `retry_after` in whole seconds."""
    whole = max(1, math.ceil(seconds))
    return Problem(
        "too-soon",
        status=429,
        title=ngettext_lazy("Wait one second, then try again.", "Wait %(seconds)d seconds, then try again.", whole)
        % {"seconds": whole},
        extra={"retry_after": whole},
    )


def tries_used_up(seconds: float) -> Problem:
    """So many wrong tries at this account that the next one is possible later only; `retry_after` in whole seconds."""
    return Problem(
        "tries-used-up",
        status=429,
        title=_("There were too many wrong tries."),
        detail=_("Use a device on which you have come in before, or ask at your school for help."),
        extra={"retry_after": max(1, math.ceil(seconds))},
    )


def pin_must_be_six_digits() -> Problem:
    """Not a PIN at all."""
    return Problem("pin-not-six-digits", status=422, title=_("A PIN has six digits."))


def pin_too_easy() -> Problem:
    """A sequence, a repetition, a date or the like."""
    return Problem(
        "pin-too-easy",
        status=422,
        title=_("This PIN is easy to guess."),
        detail=_("Choose six digits that are no row, no repetition and no birthday."),
    )


def former_password_wrong() -> Problem:
    """Who wants a new password has not typed the one that she has."""
    return Problem(
        "former-password-wrong",
        status=422,
        title=_("This is not the password that you have now."),
        detail=_("Type it again, or ask the administrator for a new one."),
    )


def password_not_accepted(reasons: list[str]) -> Problem:
    """A new password that the validators refuse; `errors` says why."""
    return Problem(
        "password-not-accepted",
        status=422,
        title=_("This password is too weak."),
        detail=" ".join(reasons),
    )


def token_not_valid() -> Problem:
    """Unknown, expired or revoked token, or a session that is over."""
    return Problem("token-not-valid", status=401, title=_("You are signed out by now."), detail=_("Sign in once more."))


def token_used_twice() -> Problem:
    """A rotated refresh token came back: its whole family is revoked, since one of its two holders has stolen it."""
    return Problem(
        "refresh-token-reused",
        status=401,
        title=_("This sign-in was ended to be safe."),
        detail=_("Sign in once more."),
    )


def years_overlap() -> Problem:
    """Two school years of one school share days."""
    return Problem("school-years-overlap", status=409, title=_("The dates overlap with another school year."))


def year_without_days() -> Problem:
    """The first day is not before the last."""
    return Problem("school-year-without-days", status=422, title=_("The first day must be before the last day."))


def grade_not_taught(lowest: int, highest: int) -> Problem:
    """The school has no such grade."""
    return Problem(
        "grade-not-taught",
        status=422,
        title=_("The school teaches grades %(lowest)d to %(highest)d.") % {"lowest": lowest, "highest": highest},
    )


def number_taken() -> Problem:
    """Another pupil of the class has this number."""
    return Problem("number-taken", status=409, title=_("Another pupil of the class has this number."))


def class_not_yours() -> Problem:
    """Another teacher's class, another school's, or one of a former year."""
    return Problem("class-not-yours", status=404, title=_("This is not one of your classes."))


def no_such_pupil() -> Problem:
    """Nobody has this number on the class list any more."""
    return Problem("no-such-pupil", status=404, title=_("No pupil of the class has this number."))


def role_not_yours_to_give() -> Problem:
    """Giving or taking a role at or above one's own rank, or in another school."""
    return Problem("role-not-grantable", status=403, title=_("You may give roles below your own, in your school only."))


def pupils_hold_no_other_role() -> Problem:
    """A pupil's account opens with a PIN, which is too little for what a grown-up may do."""
    return Problem(
        "pupils-hold-no-other-role",
        status=409,
        title=_("A pupil can't hold another role."),
        detail=_("Make an account with a password for what somebody does as a grown-up."),
    )


def pupil_identifier_not_valid(number: int) -> Problem:
    """Not 10 to 12 digits; `number` is the pupil's on the class list."""
    return Problem(
        "pupil-identifier-not-valid",
        status=422,
        title=_("A pupil identifier has 10 to 12 digits."),
        extra={"number": number},
    )


def pupil_identifier_taken(number: int) -> Problem:
    """Two pupils of one school can't have the same; `number` is that of the second one on the class list."""
    return Problem(
        "pupil-identifier-taken",
        status=409,
        title=_("Another pupil of the school has this identifier."),
        extra={"number": number},
    )


def set_up_is_done() -> Problem:
    """There is a school already, so the set-up page is closed for good."""
    return Problem("set-up-done", status=409, title=_("The library has been set up already."))


def user_name_taken() -> Problem:
    """Somebody has this user name."""
    return Problem("user-name-taken", status=409, title=_("This user name is taken."))
