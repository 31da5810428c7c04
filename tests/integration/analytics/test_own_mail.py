"""What somebody who leads a school settles of her weekly mail on the site, since she has no entrance to the admin."""

import pytest
from django.test import Client

from analytics import tasks
from cms.accounts.enums import Role
from cms.accounts.services import add_member
from tests.factories import schools
from tests.integration.analytics.mailing import principal


def test_who_gets_the_mail_says_on_the_site_where_it_goes_and_whether_it_does(week, smtp_log):
    person = principal(week, "")
    browser = Client()
    browser.force_login(person)
    settle = lambda **typed: browser.post("/thong-ke/thu/", typed)  # noqa: E731
    assert settle(email="dia-chi@mot.example").status_code == 302
    tasks.sweep_mail()
    assert smtp_log.to("dia-chi@mot.example") == []
    assert not browser.get("/thong-ke/thu/").context["form"]["wanted"].value()
    assert settle(email="không phải", wanted="on").status_code == 422
    assert settle(email="dia-chi@mot.example", wanted="on").status_code == 302
    tasks.sweep_mail()
    assert len(smtp_log.to("dia-chi@mot.example")) == 1


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.ADMINISTRATOR, Role.TEACHER, Role.PUPIL])
def test_nobody_else_settles_a_weekly_mail(week, role):
    other = schools.user(role, week)
    browser = Client()
    browser.force_login(other)
    assert browser.post("/thong-ke/thu/", {"email": "x@mot.example", "wanted": "on"}).status_code == 403
    other.refresh_from_db()
    assert other.email == ""


@pytest.mark.parametrize("roles", [[Role.PRINCIPAL], [Role.BOARD], [Role.PRINCIPAL, Role.BOARD, Role.TEACHER]])
def test_the_admin_says_to_those_who_lead_a_school_what_it_says_to_pupils(week, roles):
    leader, pupil = principal(week, role=roles[0]), schools.pupil(week)
    for role in roles[1:]:
        add_member(leader, week.school, role)
    answers = []
    for person in (leader, pupil):
        browser = Client()
        browser.force_login(person)
        answers.append(
            [(got := browser.get(path)).status_code for path in ("/admin/", "/admin/pages/", "/admin/reports/")]
        )
        assert "/admin/" not in browser.get("/").content.decode()
        assert got.status_code != 200
    assert answers[0] == answers[1]
