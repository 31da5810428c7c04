"""The empty start: a first school with its administrator, made from a page that closes itself.

The page is open while there is no school, and only to who holds the token that the terminal shows (it hangs on the
installation's secret key and is worth nothing once a school exists).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.accounts import problems
from cms.accounts.enums import Role
from cms.accounts.models import School, User
from cms.accounts.services.people import add_member, create_staff
from cms.accounts.services.schools import create_school, open_school_year
from cms.accounts.services.secrets import set_password

_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What the first school is called; `fields` are further ones of the model."""

    name: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewAdministrator:
    username: str
    password: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewYear:
    """Its first school year."""

    label: str
    starts: date
    ends: date


def set_up_is_open() -> bool:
    """Whether there is no school yet."""
    return not School.objects.exists()


def set_up_token() -> str:
    """The token for the terminal."""
    return salted_hmac("cms.accounts.set-up", "first school", algorithm="sha256").hexdigest()[:_LENGTH]


def set_up_path() -> str:
    """The address of the page, to be printed while `set_up_is_open()`."""
    return f"/set-up/{set_up_token()}/"


def is_set_up_token(token: str) -> bool:
    """Whether the token is the one of the terminal."""
    return constant_time_compare(token, set_up_token())


@transaction.atomic
def set_up_first_school(school: NewSchool, administrator: NewAdministrator, year: NewYear) -> tuple[School, User]:
    """Make the first school, its year and its administrator, who on this installation may do everything.

    Raises:
        Problem: `set-up-done`, or what the services say about name, dates, password.
        ValidationError: a field is wrong.
    """
    _alone()
    if not set_up_is_open():
        raise problems.set_up_is_done()
    made = create_school(school.name, **school.fields)
    open_school_year(made, year.label, year.starts, year.ends)
    user = create_staff(
        administrator.username,
        None,
        first_name=administrator.first_name,
        last_name=administrator.last_name,
        email=administrator.email,
        is_superuser=True,
    )
    set_password(user, administrator.password)
    add_member(user, made, Role.ADMINISTRATOR)
    return made, user


def _alone() -> None:
    # SQLite's immediate transactions are alone already; on PostgreSQL two people could make two first schools.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {School._meta.db_table} IN EXCLUSIVE MODE")
