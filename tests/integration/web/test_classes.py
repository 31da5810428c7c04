"""The page on which a teacher looks after her classes: what was tried there, new PINs, a new number of the class."""

import pytest
from django.contrib.sessions.models import Session

from cms.accounts import services
from cms.accounts.access import led
from cms.accounts.enums import Role, TeachingKind
from cms.accounts.models import Credential, SchoolClass
from cms.accounts.reader import Reader, reader_for
from cms.foundation.errors import Problem
from tests.factories import people, schools
from tests.factories.tries import WRONG, sign_in
from tests.integration.web.conftest import english, text_of
from tests.integration.web.test_signing import as_pupil

pytestmark = pytest.mark.django_db
IDENTIFIER = "079215001234"
LEADERS = [Role.LIBRARIAN, Role.PRINCIPAL, Role.ADMINISTRATOR]


@pytest.fixture
def pupil(a, clock):
    return people.enrolled(a)


@pytest.fixture
def teacher(a, pupil):
    """The teacher of the pupil's class, and of no other."""
    user = people.staff("le.lan", Role.TEACHER, a)
    pupil.school_class.teachers.set(user.memberships.all())
    return user


def address(pupil, what=""):
    return f"/lop/{pupil.school_class.uid}/{what}"


def posts(pupil):
    return [
        ("pin/", {"number": pupil.number}),
        ("so/", {}),
        ("thay-co/", {"kind-1": "class"}),
        ("ma-dinh-danh/", {"number-12": IDENTIFIER}),
    ]


def attack(pupil, clock, tries=8):
    for n in range(tries):
        with pytest.raises(Problem):
            sign_in(pupil, WRONG, address=f"198.18.0.{n}")
        clock.pass_by(seconds=1)


def test_a_teacher_sees_her_own_classes_of_the_year_only(a, pupil, teacher, clock):
    other = people.enrolled(a)
    client = english(teacher)
    page = text_of(client.get("/lop/"))
    assert f"Class {pupil.school_class.name}" in page
    assert f"Class {other.school_class.name}" not in page
    assert text_of(client.get(address(pupil))).count("Hoàng Khánh Linh") == 1
    services.open_school_year(a.school, "sau", *people.next_year(a.year))
    clock.pass_by(days=400)
    assert "No class of this year is yours yet." in text_of(english(teacher).get("/lop/"))
    assert english(teacher).get(address(pupil)).status_code == 404


@pytest.mark.parametrize("role", LEADERS)
def test_those_who_lead_a_school_see_all_of_its_classes_and_of_no_other(a, pupil, role):
    foreign = people.enrolled(schools.school())
    client = english(people.staff(role=role, at=a))
    page = text_of(client.get("/lop/"))
    assert f"Class {pupil.school_class.name}" in page
    assert f"Class {foreign.school_class.name}" not in page
    assert client.get(address(foreign)).status_code == 404


def everybody_else(a, pupil):
    b = schools.school()
    for who in [
        schools.pupil(a),
        people.staff(role=Role.TEACHER, at=a),  # of no class
        people.staff(role=Role.BOARD, at=a),
        people.staff(role=Role.PROVINCE),
        people.staff(),
        *(people.staff(role=role, at=b) for role in [Role.TEACHER, *LEADERS]),
        pupil.user,
        None,
    ]:
        yield english(who)


def test_nobody_else_sees_or_changes_anything(a, pupil, teacher):
    before = Credential.objects.get(user=pupil.user, is_active=True), pupil.school_class.code
    for client in everybody_else(a, pupil):
        for answer in [client.get(address(pupil)), *(client.post(address(pupil, w), sent) for w, sent in posts(pupil))]:
            refused = answer.status_code in {403, 404}
            assert refused or answer["Location"].startswith("/vao/")
            named = "Khánh Linh" in answer.content.decode()
            assert not named or client.session.get("_auth_user_id") == str(pupil.user.pk)  # her own name, in the head
    pupil.school_class.refresh_from_db()
    pupil.membership.refresh_from_db()
    assert pupil.membership.pupil_identifier == ""
    assert (Credential.objects.get(user=pupil.user, is_active=True), pupil.school_class.code) == before
    assert list(pupil.school_class.teachers.all()) == list(teacher.memberships.all())


def test_the_services_ask_the_rule_themselves(a, pupil, teacher):
    stranger = reader_for(people.staff(role=Role.TEACHER, at=a))
    for call in (
        lambda by: services.hand_out_pin(pupil.school_class, pupil.number, by=by),
        lambda by: services.hand_out_class_code(pupil.school_class, by=by),
        lambda by: services.appoint_teachers(pupil.school_class, [], by=by),
        lambda by: services.keep_pupil_identifiers(pupil.school_class, {pupil.number: IDENTIFIER}, by=by),
    ):
        with pytest.raises(Problem) as caught:
            call(stranger)
        assert caught.value.code == "class-not-yours"
    with pytest.raises(Problem):
        services.appoint_teachers(pupil.school_class, [], by=reader_for(teacher))


def test_a_new_pin_is_shown_once_and_the_pupil_chooses_her_own(pupil, teacher, clock, caplog):
    hers = english()
    as_pupil(hers, pupil)
    client = english(teacher)
    answer = client.post(address(pupil, "pin/"), {"number": pupil.number})
    page = text_of(answer)
    pin = "".join(page.partition(" PIN ")[2].partition("Back")[0].split())[-6:]
    assert "no-store" in answer["Cache-Control"]
    assert hers.get("/api/v1/me").status_code == 401  # her sessions are over
    assert as_pupil(english(), pupil, pin=pin)["Location"] == "/doi-pin/"
    clock.pass_by(seconds=5)
    assert as_pupil(english(), pupil).status_code == 422  # the former one opens nothing
    for place in (client.get("/lop/"), client.get(address(pupil)), client.get(address(pupil, "pin/"))):
        assert pin not in place.content.decode().replace(" ", "")
    kept = [each.get_decoded() for each in Session.objects.all()]
    assert pin not in repr(kept)
    assert pin not in caplog.text
    assert "_messages" not in client.session


def test_a_pupil_who_has_left_gets_no_pin(pupil, teacher):
    services.end_membership(pupil.membership)
    assert english(teacher).post(address(pupil, "pin/"), {"number": pupil.number}).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "13", "-1", "9" * 5000, "１２"])
def test_an_odd_number_is_nobodys(pupil, teacher, number):
    assert english(teacher).post(address(pupil, "pin/"), {"number": number}).status_code == 404


def test_a_new_number_of_the_class_closes_the_old_one_and_signs_nobody_out(pupil, teacher):
    hers, old = english(), pupil.code
    as_pupil(hers, pupil)
    client = english(teacher)
    assert client.post(address(pupil, "so/"))["Location"] == address(pupil)
    page = text_of(client.get(address(pupil)))
    code = SchoolClass.objects.get(pk=pupil.school_class.pk).code
    assert code != old
    assert f"{code[:3]} {code[3:]}" in page
    assert "The class has a new number." in page
    assert hers.get("/api/v1/me").status_code == 200
    assert as_pupil(english(), pupil).context["pupil"].errors["code"]
    pupil.code = code
    assert as_pupil(english(), pupil)["Location"] == "/"


def test_a_class_under_attack_is_told_to_its_teacher_on_every_page_and_to_no_other(a, pupil, teacher, clock):
    other = people.staff(role=Role.TEACHER, at=a)
    words = f"Somebody tries to guess PINs in class {pupil.school_class.name}."
    assert words not in text_of(english(teacher).get("/"))
    attack(pupil, clock)
    for page in ("/", "/tin/", "/lop/"):
        assert words in text_of(english(teacher).get(page))
        assert words not in text_of(english(other).get(page))
        assert words not in text_of(english(pupil.user).get("/"))
    on_page = text_of(english(teacher).get(address(pupil)))
    assert "8 wrong tries today" in on_page
    assert "Many PINs were tried at number 12." in on_page
    clock.pass_by(days=2)
    assert words not in text_of(english(teacher).get("/"))


def test_tries_at_many_pupils_are_told_too_also_at_numbers_that_nobody_has(pupil, teacher, clock):
    for number in range(20, 80):
        with pytest.raises(Problem):
            sign_in(pupil, WRONG, address=f"198.18.1.{number}", number=number)
    assert "PINs were tried at many pupils of the class." in text_of(english(teacher).get(address(pupil)))


def test_some_typing_mistakes_are_no_attack(pupil, teacher, clock):
    attack(pupil, clock, 3)
    page = text_of(english(teacher).get(address(pupil)))
    assert "wrong tries: 3 today, 0 yesterday" in page
    assert "Somebody tries" not in page


def test_who_leads_the_school_says_who_teaches_a_class(a, pupil):
    lan, minh = (people.staff(name, Role.TEACHER, a) for name in ("le.lan", "vu.minh"))
    foreign = people.staff(role=Role.TEACHER, at=schools.school())
    client = english(people.staff(role=Role.LIBRARIAN, at=a))
    keys = [user.memberships.get().pk for user in (lan, minh, foreign)]
    everybody = {f"kind-{key}": "class" for key in [*keys, "x", "9" * 40]}
    client.post(address(pupil, "thay-co/"), everybody)
    assert {each.user for each in pupil.school_class.teachers.all()} == {lan, minh}
    client.post(
        address(pupil, "thay-co/"),
        {
            f"kind-{keys[0]}": "subject",
            f"subjects-{keys[0]}": " Toán, Tin học ",
            f"kind-{keys[1]}": "",
            "kind-": "class",
        },
    )
    assert [(each.kind, each.subjects) for each in pupil.school_class.teachings.all()] == [("subject", "Toán, Tin học")]
    page = text_of(english(lan).get(address(pupil)))
    assert "Subject teacher · Toán, Tin học" in page
    assert english(minh).get(address(pupil)).status_code == 404


def test_the_page_of_a_class_has_fields_for_its_teachers_and_one_choice_of_all_others(a, pupil, teacher):
    others = [people.staff(f"teacher.{number}", Role.TEACHER, a) for number in range(40)]
    client = english(people.staff(role=Role.LIBRARIAN, at=a))
    page = client.get(address(pupil)).content.decode()
    assert page.count('name="kind-') == page.count('name="subjects-') == 1
    own, more = teacher.memberships.get().pk, others[7].memberships.get().pk
    assert f'<option value="{more}">' in page
    client.post(
        address(pupil, "thay-co/"),
        {f"kind-{own}": "class", "new": more, "new-kind": "subject", "new-subjects": "Sinh học"},
    )
    ties = {each.membership_id: (each.kind, each.subjects) for each in pupil.school_class.teachings.all()}
    assert ties == {own: ("class", ""), more: ("subject", "Sinh học")}
    client.post(address(pupil, "thay-co/"), {f"kind-{own}": "class", "new": "", "new-kind": "subject"})
    assert [each.membership_id for each in pupil.school_class.teachings.all()] == [own]


@pytest.mark.parametrize("kind", ["", "principal", "CLASS"])
def test_a_kind_that_there_is_not_ties_nobody_to_a_class(a, pupil, teacher, kind):
    key = teacher.memberships.get().pk
    english(people.staff(role=Role.LIBRARIAN, at=a)).post(address(pupil, "thay-co/"), {f"kind-{key}": kind})
    assert not pupil.school_class.teachings.exists()


def test_a_subject_teacher_renews_pins_and_leaves_the_number_of_the_class_to_its_class_teacher(a, pupil, teacher):
    pupil.school_class.teachings.update(kind=TeachingKind.SUBJECT)
    client = english(teacher)
    page = text_of(client.get(address(pupil)))
    assert "Change the number" not in page
    assert "No class teacher yet" in text_of(client.get("/lop/"))
    assert client.post(address(pupil, "pin/"), {"number": pupil.number}).status_code == 200
    assert client.post(address(pupil, "so/")).status_code == 403
    assert SchoolClass.objects.get(pk=pupil.school_class.pk).code == pupil.code


def test_a_teacher_has_several_classes_and_is_to_each_what_she_is_there(a, pupil, teacher):
    other = people.enrolled(a)
    other.school_class.teachers.set(teacher.memberships.all(), through_defaults={"kind": TeachingKind.SUBJECT})
    page = text_of(english(teacher).get("/lop/"))
    assert page.count("Class teacher: Vũ Thị Thảo") == page.count("No class teacher yet") == 1
    changed = [english(teacher).post(address(each, "so/")).status_code for each in (pupil, other)]
    assert changed == [302, 403]


def test_the_teacher_who_is_also_librarian_sees_all_classes_with_one_account(a, pupil, teacher):
    other = people.enrolled(a)
    services.add_member(teacher, a.school, Role.LIBRARIAN)
    page = text_of(english(teacher).get("/lop/"))
    assert f"Class {pupil.school_class.name}" in page
    assert f"Class {other.school_class.name}" in page
    services.end_membership(teacher.memberships.get(role=Role.LIBRARIAN))
    assert f"Class {other.school_class.name}" not in text_of(english(teacher).get("/lop/"))


def test_a_new_year_begins_without_teachers_and_the_ties_of_the_old_one_stay(a, pupil, teacher, clock):
    year = services.open_school_year(a.school, "sau", *people.next_year(a.year))
    clock.pass_by(days=400)
    services.create_class(year, "5A", 5)
    assert "No class teacher yet" in text_of(english(people.staff(role=Role.PRINCIPAL, at=a)).get("/lop/"))
    assert pupil.school_class.teachings.count() == 1


def test_a_teacher_who_leaves_the_school_has_no_class_any_more(pupil, teacher):
    services.end_membership(teacher.memberships.get())
    assert english(teacher).get(address(pupil)).status_code == 403


def test_the_tie_of_a_role_that_has_ended_opens_nothing(a, pupil, teacher):
    foreign = schools.school()
    services.end_membership(teacher.memberships.get())
    assert not led(Reader(user_id=teacher.pk, school_id=a.school.pk, roles=frozenset({Role.TEACHER}))).exists()
    services.add_member(teacher, foreign.school, Role.TEACHER)
    assert "No class of this year is yours yet." in text_of(english(teacher).get("/lop/"))


def test_more_classes_and_pupils_cost_no_more_queries(a, pupil, clock, django_assert_max_num_queries):
    client = english(people.staff(role=Role.LIBRARIAN, at=a))
    for _ in range(6):
        people.enrolled(a)
    for n in range(20, 30):
        services.enrol_pupil(pupil.school_class, n, "Anh")
    for page, most in (("/lop/", 16), (address(pupil), 18)):
        with django_assert_max_num_queries(most):
            client.get(page)
