"""What teachers do in their classes. Every service asks the access rule itself."""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from cms.accounts import problems
from cms.accounts.access import led, looked_after, looks_after_all_classes
from cms.accounts.enums import TeachingKind
from cms.accounts.models import Enrolment, Membership, School, SchoolClass
from cms.accounts.reader import Reader
from cms.accounts.selectors import pupils_of, teachers_of
from cms.accounts.services.schools import renew_class_code
from cms.accounts.services.secrets import new_pin
from cms.foundation.text import nfc

logger = logging.getLogger(__name__)

_LONGEST: Final = 120
_IDENTIFIER: Final = re.compile(r"[0-9]{10,12}")


@transaction.atomic
def keep_pupil_identifiers(school_class: SchoolClass, identifiers: Mapping[int, str], *, by: Reader) -> None:
    """Keep the identifiers of a class list, by number on the list; an empty one is taken away, others stay.

    Raises:
        Problem: `class-not-yours`: also for its subject teachers; `pupil-identifier-not-valid` and
            `pupil-identifier-taken`, both with `number` in `extra`.
    """
    _require(school_class, led(by))
    School.objects.select_for_update().get(pk=school_class.year.school_id)  # two at once could give one to two pupils
    rows = {each.number: each.membership for each in pupils_of(school_class).filter(number__in=identifiers)}
    for number in rows:
        if identifiers[number] and not _IDENTIFIER.fullmatch(identifiers[number]):
            raise problems.pupil_identifier_not_valid(number)
    own = Membership.objects.filter(pk__in=[each.pk for each in rows.values()])
    taken = set(
        Membership.objects.filter(school=school_class.year.school_id)
        .exclude(pupil_identifier="")
        .exclude(pk__in=own.values("pk"))
        .values_list("pupil_identifier", flat=True)
    )
    for number in rows:
        if identifiers[number] in taken:
            raise problems.pupil_identifier_taken(number)
        taken |= {identifiers[number]} - {""}
    own.update(pupil_identifier="")  # so that two pupils can change places
    for number, membership in rows.items():
        membership.pupil_identifier = identifiers[number]
    Membership.objects.bulk_update(rows.values(), ["pupil_identifier"])
    logger.info("pupil identifiers kept", extra={"school_class": school_class.pk, "by": by.user_id})


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a teacher, by the key of her membership, is to a class; `subjects` in words, cut after 120 characters."""

    membership_id: int
    kind: TeachingKind = TeachingKind.CLASS
    subjects: str = ""


@transaction.atomic
def hand_out_pin(school_class: SchoolClass, number: int, *, by: Reader) -> tuple[Enrolment, str]:
    """A new PIN for one pupil, to be shown once; she is signed out everywhere and chooses her own at the next sign-in.

    Raises:
        Problem: `class-not-yours`, `no-such-pupil`.
    """
    _require(school_class, looked_after(by))
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
        Problem: `class-not-yours`: also for its subject teachers.
    """
    _require(school_class, led(by))
    logger.info("class code renewed", extra={"school_class": school_class.pk, "by": by.user_id})
    return renew_class_code(school_class)


@transaction.atomic
def appoint_teachers(school_class: SchoolClass, appointed: Iterable[Appointment], *, by: Reader) -> None:
    """Say who teaches a class this year, and what; whoever is not named does no longer, nor does who is no teacher.

    Raises:
        Problem: `class-not-yours`: also for its own teachers, who can't name others.
    """
    _require(school_class, looked_after(by))
    if not looks_after_all_classes(by):
        raise problems.class_not_yours()
    named = {each.membership_id: each for each in appointed}
    teachers = set(teachers_of(school_class.year.school).filter(pk__in=named).values_list("pk", flat=True))
    school_class.teachings.exclude(membership__in=teachers).delete()
    for key in teachers:
        school_class.teachings.update_or_create(
            membership_id=key,
            defaults={"kind": named[key].kind, "subjects": nfc(named[key].subjects).strip()[:_LONGEST]},
        )


def _require(school_class: SchoolClass, own: QuerySet[SchoolClass]) -> None:
    if not own.filter(pk=school_class.pk).exists():
        raise problems.class_not_yours()
