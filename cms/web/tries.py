"""Wrong tries at the pupils of a class, in the words of a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.access import looked_after
from cms.accounts.enums import TeachingKind
from cms.accounts.models import Enrolment, SchoolClass, User
from cms.accounts.reader import reader_of
from cms.accounts.tries import ClassTries, tries_of
from cms.web.shapes import Action, Notice


@dataclass(frozen=True, slots=True)
class ClassState:
    """A class with what was tried there lately; `words` is a sentence, `advice` what to do (empty when all is well).

    `teacher` names its class teachers, or says that there is none.
    """

    school_class: SchoolClass
    pupils: str
    teacher: str
    url: str
    words: str
    advice: str
    is_attack: bool


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil of the list; `words` is empty where nothing was tried."""

    number: int
    pupil: User
    words: str
    is_attack: bool


def state_of(school_class: SchoolClass, tries: ClassTries, pupils: int) -> ClassState:
    """How a class is doing; `school_class` comes with its teachers (`cms.accounts.selectors.with_teachers`)."""
    today = sum(tries.today.values())
    words = (
        ngettext("%(count)d wrong try today", "%(count)d wrong tries today", today) % {"count": today}
        if today
        else _("No wrong tries today")
    )
    return ClassState(
        school_class,
        ngettext("%(count)d pupil", "%(count)d pupils", pupils) % {"count": pupils},
        _class_teacher(school_class),
        reverse("web:class", args=[school_class.uid]),
        words,
        _advice(tries),
        tries.is_attack,
    )


def _class_teacher(school_class: SchoolClass) -> str:
    ties = (each for each in school_class.teachings.all() if each.kind == TeachingKind.CLASS)
    names = ", ".join(each.membership.user.get_full_name() for each in ties)
    return _("Class teacher: %(names)s") % {"names": names} if names else _("No class teacher yet")


def _advice(tries: ClassTries) -> str:
    if not tries.is_attack:
        return ""
    if tries.numbers:
        numbers = ", ".join(map(str, tries.numbers))
        return _(
            "Many PINs were tried at number %(numbers)s. Ask the pupil whether she has forgotten hers, and give her "
            "a new one. If it was somebody else, change the number of the class too."
        ) % {"numbers": numbers}
    return _("PINs were tried at many pupils of the class. Change its number, so that nobody outside knows it.")


def rows_of(enrolments: Iterable[Enrolment], tries: ClassTries) -> list[PupilRow]:
    """The class list, with what was tried at each pupil today and yesterday."""
    rows = []
    for each in enrolments:
        today, yesterday = tries.today.get(each.number, 0), tries.yesterday.get(each.number, 0)
        words = (
            _("wrong tries: %(today)d today, %(yesterday)d yesterday") % {"today": today, "yesterday": yesterday}
            if today or yesterday
            else ""
        )
        rows.append(PupilRow(each.number, each.membership.user, words, each.number in tries.numbers))
    return rows


def alarm(request: HttpRequest) -> Notice | None:
    """What a teacher is told on every page while one of her classes is under attack; one query for teachers only."""
    attacked = [
        class_id
        for class_id, tries in tries_of(looked_after(reader_of(request)).values("pk")).items()
        if tries.is_attack
    ]
    if not attacked:
        return None
    names = ", ".join(SchoolClass.objects.filter(pk__in=attacked).values_list("name", flat=True))
    return Notice(
        _("Somebody tries to guess PINs in class %(names)s. Nobody is locked out; look what to do.") % {"names": names},
        "error",
        Action(_("Look at my classes"), reverse("web:classes"), "users"),
    )
