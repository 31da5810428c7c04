"""What teachers do in their classes. Every service asks the access rule itself."""

import logging
from collections.abc import Iterable

from django.db import transaction

from cms.accounts import problems
from cms.accounts.access import looked_after, looks_after_all_classes
from cms.accounts.models import Enrolment, Membership, SchoolClass
from cms.accounts.reader import Reader
from cms.accounts.selectors import pupils_of, teachers_of
from cms.accounts.services.schools import renew_class_code
from cms.accounts.services.secrets import new_pin

logger = logging.getLogger(__name__)


@transaction.atomic
def hand_out_pin(school_class: SchoolClass, number: int, *, by: Reader) -> tuple[Enrolment, str]:
    """A new PIN for one pupil, to be shown once; she is signed out everywhere and chooses her own at the next sign-in.

    Raises:
        Problem: `class-not-yours`, `no-such-pupil`.
    """
    _require(school_class, by)
    enrolment = pupils_of(school_class).filter(number=number).first()
    if enrolment is None:
        raise problems.no_such_pupil()
    pin = new_pin(enrolment.membership.user)
    logger.info("PIN handed out", extra={"user": enrolment.membership.user_id, "by": by.user_id})
    return enrolment, pin


@transaction.atomic
def hand_out_class_code(school_class: SchoolClass, *, by: Reader) -> str:
    """A new code for a class; nobody is signed out.

    Raises:
        Problem: `class-not-yours`.
    """
    _require(school_class, by)
    logger.info("class code renewed", extra={"school_class": school_class.pk, "by": by.user_id})
    return renew_class_code(school_class)


@transaction.atomic
def appoint_teachers(school_class: SchoolClass, memberships: Iterable[Membership], *, by: Reader) -> None:
    """Say who looks after a class this year; whoever is not named does no longer.

    Raises:
        Problem: `class-not-yours`: also for its own teachers, who can't name others.
    """
    _require(school_class, by)
    if not looks_after_all_classes(by):
        raise problems.class_not_yours()
    named = {membership.pk for membership in memberships}
    school_class.teachers.set(teachers_of(school_class.year.school).filter(pk__in=named))


def _require(school_class: SchoolClass, by: Reader) -> None:
    if not looked_after(by).filter(pk=school_class.pk).exists():
        raise problems.class_not_yours()
