"""Signing in on the site that runs, with the logins that it has said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.fixtures.browser import LiveKhovang

_STAFF = re.compile(r"^\s*(?P<role>[^:/]+): (?P<username>[a-z.]+) / (?P<password>\S+)$", re.MULTILINE)
_PUPIL = re.compile(
    r"^\s*Lớp (?P<grade>\S+), mã lớp (?P<code>\d+), số (?P<number>\d+), mã PIN (?P<pin>\d+)", re.MULTILINE
)


@dataclass(frozen=True)
class Pupil:
    """What a pupil types."""

    code: str
    number: str
    pin: str


def pupil(site: LiveKhovang, place: int = 0) -> Pupil:
    """One of the sample's pupils, by her place in the list."""
    found = list(_PUPIL.finditer(site.said()))[place]
    return Pupil(found["code"], found["number"], found["pin"])


def staff(site: LiveKhovang, role: str) -> tuple[str, str]:
    """User name and password of one of the sample's staff, by the word for the first of her roles."""
    found = next(one for one in _STAFF.finditer(site.said()) if one["role"].split(",")[0].strip() == role)
    return found["username"], found["password"]


def sign_in_pupil(page: Page, site: LiveKhovang, who: Pupil) -> None:
    """By class code, number and PIN."""
    page.goto(f"{site.url}/vao/")
    page.locator("[name=pupil-code]").fill(who.code)
    page.locator("[name=pupil-number]").fill(who.number)
    page.locator("[name=pupil-pin]").fill(who.pin)
    page.locator("[name=pupil-pin]").press("Enter")
    page.wait_for_url(f"{site.url}/")


def sign_in_librarian(page: Page, site: LiveKhovang) -> None:
    """By user name and password."""
    sign_in_staff(page, site, "Thủ thư")


def sign_in_staff(page: Page, site: LiveKhovang, role: str) -> None:
    """The same for another role."""
    username, password = staff(site, role)
    page.goto(f"{site.url}/vao/")
    page.locator("[name=staff-username]").fill(username)
    page.locator("[name=staff-password]").fill(password)
    page.locator("[name=staff-password]").press("Enter")
    page.wait_for_url(f"{site.url}/")
