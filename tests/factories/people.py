"""People who can sign in, made by the services themselves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING

from cms.accounts import services

if TYPE_CHECKING:
    from cms.accounts.enums import Role
    from cms.accounts.models import SchoolYear, User

PIN = "748291"
PASSWORD = "một mật khẩu thật dài"
OTHER_KEY = "another-key-for-tests-0123456789-0123456789-0123456789"
_numbers = count(1)


def enrolled(at: SimpleNamespace, *, grade: int = 4, pin: str = PIN, must_change: bool = False) -> SimpleNamespace:
    """A pupil in a class of her own: `.user .membership .school_class .code .number`."""
    number = next(_numbers)
    school_class = services.create_class(at.year, f"{grade}-{number}", grade)
    enrolment, _pin = services.enrol_pupil(school_class, 12, "Linh", "Hoàng Khánh", pin=pin, must_change=must_change)
    return SimpleNamespace(
        user=enrolment.membership.user,
        membership=enrolment.membership,
        school_class=school_class,
        code=school_class.code,
        number=12,
    )


def staff(
    username: str = "", role: Role | None = None, at: SimpleNamespace | None = None, *, also: tuple[Role, ...] = ()
) -> User:
    """Somebody with the password `PASSWORD`, in a role when one is given, and in others beside it."""
    user = services.create_staff(username or f"staff.{next(_numbers)}", PASSWORD, first_name="Thảo", last_name="Vũ Thị")
    for each in () if role is None else (role, *also):
        services.add_member(user, at.school if at else None, each)
    return user


def next_year(year: SchoolYear) -> tuple[date, date]:
    """First and last day of the year after this one."""
    return year.ends + timedelta(days=30), year.ends + timedelta(days=300)
