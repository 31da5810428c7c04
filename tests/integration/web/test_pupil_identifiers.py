"""The page on which a class teacher keeps the lasting keys of her pupils, and where they never stand."""

import pytest

from cms.accounts import services
from cms.accounts.enums import Role, TeachingKind
from cms.accounts.models import Membership
from tests.factories import people, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = "079215001234", "0012345678"


@pytest.fixture
def pupil(a):
    return people.enrolled(a)


@pytest.fixture
def teacher(a, pupil):
    user = people.staff(role=Role.TEACHER, at=a)
    pupil.school_class.teachers.set(user.memberships.all())
    return user


@pytest.fixture
def page(pupil):
    return f"/lop/{pupil.school_class.uid}/ma-dinh-danh/"


@pytest.fixture
def beside(pupil):
    """Another pupil of the class, number 13."""
    return services.enrol_pupil(pupil.school_class, 13, "Nam", "Vũ Nhật")[0].membership


def kept():
    rows = Membership.objects.exclude(pupil_identifier="").order_by("pk")
    return list(rows.values_list("pupil_identifier", flat=True))


def test_the_class_teacher_keeps_them_with_leading_noughts_and_without_blanks(pupil, beside, teacher, page):
    client = english(teacher)
    answer = client.post(page, {"number-12": "0792 1500 1234", "number-13": SECOND})
    assert answer["Location"] == f"/lop/{pupil.school_class.uid}/"
    assert kept() == [FIRST, SECOND]
    assert f'value="{FIRST}"' in client.get(page).content.decode()
    client.post(page, {"number-12": "", "number-13": SECOND})
    assert kept() == [SECOND]


def test_two_that_were_mixed_up_can_change_places(pupil, beside, teacher, page):
    english(teacher).post(page, {"number-12": FIRST, "number-13": SECOND})
    english(teacher).post(page, {"number-12": SECOND, "number-13": FIRST})
    assert kept() == [SECOND, FIRST]


@pytest.mark.parametrize("typed", ["123456789", "1234567890123", "12345678ab", "-1234567890", "１２３４５６７８９０"])
def test_what_is_no_identifier_is_said_at_its_pupil_and_nothing_is_kept(beside, teacher, page, typed):
    answer = english(teacher).post(page, {"number-12": FIRST, "number-13": typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["number-13"]
    assert kept() == []


def test_no_two_pupils_of_a_school_have_the_same(a, pupil, beside, teacher, page):
    elsewhere = people.enrolled(a)
    Membership.objects.filter(pk=elsewhere.membership.pk).update(pupil_identifier=FIRST)
    for typed in ({"number-12": SECOND, "number-13": FIRST}, {"number-12": SECOND, "number-13": SECOND}):
        answer = english(teacher).post(page, typed)
        assert answer.context["form"].errors["number-13"] == ["Another pupil of the school has this identifier."]
    assert kept() == [FIRST]


def test_another_school_is_not_asked_so_that_nobody_learns_who_is_there(pupil, teacher, page):
    foreign = people.enrolled(schools.school())
    Membership.objects.filter(pk=foreign.membership.pk).update(pupil_identifier=FIRST)
    assert english(teacher).post(page, {"number-12": FIRST}).status_code == 302
    assert kept() == [FIRST, FIRST]


def test_a_subject_teacher_does_not_see_them(pupil, teacher, page):
    Membership.objects.filter(pk=pupil.membership.pk).update(pupil_identifier=FIRST)
    pupil.school_class.teachings.update(kind=TeachingKind.SUBJECT)
    client = english(teacher)
    for answer in (client.get(page), client.post(page, {"number-12": SECOND})):
        assert answer.status_code == 403
        assert FIRST not in answer.content.decode()
    assert "Pupil identifiers" not in text_of(client.get(f"/lop/{pupil.school_class.uid}/"))
    assert kept() == [FIRST]


def test_it_stands_on_no_other_page_in_no_answer_to_the_pupil_and_in_no_log(pupil, beside, teacher, page, caplog):
    caplog.set_level("DEBUG")
    english(teacher).post(page, {"number-12": FIRST, "number-13": "123"})
    english(teacher).post(page, {"number-12": FIRST})
    hers, others = english(pupil.user), english(beside.user)
    for client in (hers, others):
        for address in ("/", "/cua-em/", "/api/v1/me", page, f"/lop/{pupil.school_class.uid}/"):
            assert FIRST not in client.get(address).content.decode()
    for address in ("/lop/", f"/lop/{pupil.school_class.uid}/"):
        assert FIRST not in english(teacher).get(address).content.decode()
    assert kept() == [FIRST]
    assert FIRST not in caplog.text
    assert FIRST not in repr([vars(each) for each in caplog.records if each.name.startswith("cms.accounts")])
