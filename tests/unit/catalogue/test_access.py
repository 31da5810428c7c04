import pytest

from cms.accounts.enums import Role
from cms.accounts.reader import ANONYMOUS, Reader
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import ResourcePage
from tests.factories import catalogue, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two schools and the shared catalogue, each with one resource of every audience and a draft."""
    a, b = schools.school("Trường A"), schools.school("Trường B")
    shelves = {"a": a.shelf, "b": b.shelf, "shared": schools.shared_shelf()}
    for place, shelf in shelves.items():
        for audience in Audience:
            catalogue.ebook(shelf, f"{place} {audience}", audience=audience)
            catalogue.ebook(shelf, f"{place} {audience} draft", audience=audience, live=False)
    return a, b


PUBLIC = {"a public", "b public", "shared public"}
MEMBER_OF_A = PUBLIC | {"a school", "shared school"}
STAFF_OF_A = MEMBER_OF_A | {"a staff", "shared staff"}

EXPECTED = {
    None: PUBLIC,
    Role.PUPIL: MEMBER_OF_A,
    Role.BOARD: MEMBER_OF_A,
    Role.TEACHER: STAFF_OF_A,
    Role.LIBRARIAN: STAFF_OF_A,
    Role.PRINCIPAL: STAFF_OF_A,
    Role.ADMINISTRATOR: STAFF_OF_A,
    Role.PROVINCE: PUBLIC,
}


def titles(reader):
    return set(access.visible(ResourcePage.objects.all(), reader).values_list("title", flat=True))


@pytest.mark.parametrize("role", list(EXPECTED))
def test_each_role_sees_exactly_its_own_rows(world, role):
    a, _b = world
    reader = schools.reader(role, a if role not in {None, Role.PROVINCE} else None)
    assert titles(reader) == EXPECTED[role]


@pytest.mark.parametrize("role", list(EXPECTED))
def test_the_check_of_one_resource_says_the_same_as_the_filter(world, role):
    a, _b = world
    reader = schools.reader(role, a if role not in {None, Role.PROVINCE} else None)
    assert {page.title for page in ResourcePage.objects.all() if access.can_open(reader, page)} == titles(reader)


@pytest.mark.parametrize("role", list(EXPECTED))
def test_the_tokens_say_the_same_as_the_filter(world, role):
    a, _b = world
    reader = schools.reader(role, a if role not in {None, Role.PROVINCE} else None)
    held = access.tokens_held(reader)
    assert {p.title for p in ResourcePage.objects.filter(live=True) if access.token_of(p) in held} == titles(reader)


def test_the_anonymous_reader_sees_what_is_public(world):
    assert titles(ANONYMOUS) == PUBLIC


def test_a_librarian_of_another_school_sees_nothing_of_this_one(world):
    _a, b = world
    assert not {title for title in titles(schools.reader(Role.LIBRARIAN, b)) if title in {"a school", "a staff"}}


@pytest.mark.parametrize(("own", "of_parent"), [("public", "odd"), ("odd", "public"), ("public", "")])
def test_an_unknown_audience_opens_no_part(own, of_parent):
    assert access.effective_audience(own, ResourcePage(live=True, effective_audience=of_parent)) == access.NO_AUDIENCE


def test_an_unknown_audience_is_seen_by_nobody(world):
    a, _b = world
    page = ResourcePage.objects.get(title="a public")
    ResourcePage.objects.filter(pk=page.pk).update(effective_audience="odd")
    page.refresh_from_db()
    for role in EXPECTED:
        reader = schools.reader(role, a if role not in {None, Role.PROVINCE} else None)
        assert "a public" not in titles(reader)
        assert not access.can_open(reader, page)


def test_a_school_without_a_role_opens_nothing_more():
    assert access.tokens_held(Reader(user_id=1, school_id=7)) == {"public"}


def test_a_membership_that_is_over_opens_nothing(world):
    a, _b = world
    person = schools.user(Role.TEACHER, a)
    person.memberships.update(is_active=False)
    from cms.accounts.reader import reader_for

    assert titles(reader_for(person)) == PUBLIC


def test_the_filter_costs_one_query(world, django_assert_num_queries):
    a, _b = world
    reader = schools.reader(Role.PUPIL, a)
    with django_assert_num_queries(1):
        list(access.visible(ResourcePage.objects.all(), reader))
