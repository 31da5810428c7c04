"""Schools with a page subtree, and people in them."""

from __future__ import annotations

from itertools import count
from types import SimpleNamespace

from django.utils import timezone
from wagtail.models import Page, Site

from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, Membership, School, SchoolClass, SchoolYear, User
from cms.accounts.reader import reader_for
from cms.web.models import HomePage
from library_pages.catalogue.models import ShelfPage
from library_pages.catalogue.services.schools import set_up_admin

_numbers = count(1)


def platform() -> HomePage:
    """The platform's root page; also the root of the default site."""
    found = HomePage.objects.filter(school=None).first()
    if found:
        return found
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Kho Vàng", slug="kho-vang"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Kho Vàng"}
    )
    Site.clear_site_root_paths_cache()
    return home


def school(name: str = "") -> SimpleNamespace:
    """A school with home page, shelf, librarians' group and current year: `.school .home .shelf .group .year`."""
    number = next(_numbers)
    name = name or f"Trường {number}"
    record = School.objects.create(name=name, slug=f"school-{number}", grade_from=1, grade_to=9)
    home = platform().add_child(instance=HomePage(title=name, slug=f"school-{number}", school=record))
    shelf = home.add_child(instance=ShelfPage(title="Tủ sách", slug=f"tu-sach-{number}"))
    today = timezone.localdate()
    year = SchoolYear.objects.create(
        school=record, label="2026–2027", starts=today.replace(month=1, day=1), ends=today.replace(month=12, day=31)
    )
    return SimpleNamespace(school=record, home=home, shelf=shelf, group=set_up_admin(record, home), year=year)


def shared_shelf() -> ShelfPage:
    """The shelf of the shared catalogue."""
    home = platform()
    found = ShelfPage.objects.child_of(home).first()
    return found or home.add_child(instance=ShelfPage(title="Tủ sách chung", slug="tu-sach-chung"))


def user(role: Role | None = None, at: SimpleNamespace | None = None, **fields) -> User:
    """Somebody with a role in a school, or with none."""
    number = next(_numbers)
    fields.setdefault("first_name", f"An {number}")
    person = User.objects.create_user(f"user{number}", "a long password 1", **fields)
    if role is not None:
        Membership.objects.create(user=person, school=at.school if at else None, role=role)
        if role == Role.LIBRARIAN and at:
            person.groups.add(at.group)
    return person


def pupil(at: SimpleNamespace, grade: int = 4) -> User:
    """A pupil with a class and a number."""
    number = next(_numbers)
    person = user(Role.PUPIL, at)
    school_class, _ = SchoolClass.objects.get_or_create(
        year=at.year, name=f"{grade}A", defaults={"grade": grade, "code": f"{100000 + number}"}
    )
    Enrolment.objects.create(
        membership=person.memberships.get(), school_class=school_class, number=school_class.enrolments.count() + 1
    )
    return person


def reader(role: Role | None = None, at: SimpleNamespace | None = None):
    """A reader with this role."""
    return reader_for(user(role, at))
