"""More classes, whose pupils nobody signs in as: statistics of fourteen children would show nothing but gaps.

They are remembered by class. A class and its pupils are made in one transaction, and taken away together.
"""

from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership, SchoolClass, SchoolYear, User
from cms.accounts.services import create_class
from cms.sample.models import Made
from cms.sample.services.memory import is_remembered, remember

_CLASSES, _SIZES = "1A 2A 2B 3A 4B 5A 5B 6A 7A 8A".split(), (17, 19, 18, 21, 20, 22, 18, 21, 19, 20)
CLASSES: Final = dict(zip(_CLASSES, _SIZES, strict=True))
_PREFIX, _NAMES = "crowd:", "mau-"
_FAMILY: Final = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_MIDDLE: Final = "Minh Gia Bảo Khánh Thanh Ngọc Đức Hải Quỳnh Thùy Nhật Anh Hoài Phương Tuấn".split()
_GIVEN: Final = "An Bình Chi Dung Giang Hà Hân Khang Lam Long Mai My Nam Nhi Phúc Quân Sơn Thảo Trang Vy".split()


def enrol_crowd(year: SchoolYear) -> None:
    """The classes that have not been made before."""
    for name, size in CLASSES.items():
        if not is_remembered(_PREFIX + name) and not SchoolClass.objects.filter(year=year, name=name).exists():
            with transaction.atomic():
                remember(_PREFIX + name, _class(year, name, size))


def disband_crowd() -> None:
    """Take the pupils away, and their places with them; the classes go as all else that was made."""
    for row in Made.objects.filter(name__startswith=_PREFIX):
        pupils = User.objects.filter(
            is_sample=True, username__startswith=_NAMES, memberships__enrolments__school_class=int(row.object_id)
        )
        User.objects.filter(pk__in=list(pupils.values_list("pk", flat=True))).delete()


def _class(year: SchoolYear, name: str, size: int) -> SchoolClass:
    school_class = create_class(year, name, int(name[0]))
    drawn = Random(name)  # noqa: S311  (invented names, no secret)
    people = User.objects.bulk_create(
        User(
            username=f"{_NAMES}{year.school_id}-{name.lower()}-{number:02}",
            first_name=drawn.choice(_GIVEN),
            last_name=f"{drawn.choice(_FAMILY)} {drawn.choice(_MIDDLE)}",
            password=make_password(None),
            is_sample=True,
        )
        for number in range(1, size + 1)
    )
    places = Membership.objects.bulk_create(
        Membership(user=person, school_id=year.school_id, role=Role.PUPIL) for person in people
    )
    Enrolment.objects.bulk_create(
        Enrolment(membership=place, school_class=school_class, number=number) for number, place in enumerate(places, 1)
    )
    return school_class
