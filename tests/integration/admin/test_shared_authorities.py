"""What all schools share is changed by the province alone: schools add and propose. One school mends its own lists."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from cms.accounts.enums import Role
from cms.accounts.models import School
from cms.foundation.models import OutboxRow
from library_pages.catalogue.authority_access import AuthorityPolicy
from library_pages.catalogue.enums import ProposalState
from library_pages.catalogue.models import AuthorityProposal, Contribution, Contributor, Subject
from library_pages.catalogue.services import proposals
from tests.factories import catalogue, people, schools
from tests.integration.web.conftest import english, text_of

pytestmark = pytest.mark.django_db

SHARED = get_snippet_models()  # whatever stands among the authorities of the admin
OLD, NEW = "To Hoai", "Tô Hoài"


@pytest.fixture
def a():
    return schools.school("Trường Hoa Gạo")


@pytest.fixture
def b():
    return schools.school("Trường Hoa Ban")


@pytest.fixture
def librarian(a, b):
    """Of the first of two schools."""
    return english(people.staff(role=Role.LIBRARIAN, at=a))


@pytest.fixture
def official():
    """Somebody of the province."""
    return people.staff("so.giao.duc", role=Role.PROVINCE)


@pytest.fixture(params=SHARED, ids=lambda model: model._meta.model_name)
def shared(request):
    return request.param.objects.create(name=OLD)


def address(shared, name):
    return reverse(type(shared).snippet_viewset.get_url_name(name), args=[shared.pk])


def where_to_propose(shared):
    return reverse("kv_propose", args=[shared._meta.app_label, shared._meta.model_name, shared.pk])


def ways_to_change(shared):
    yield address(shared, "edit"), {"name": NEW, "ddc": ""}
    yield address(shared, "delete"), {}
    yield f"/admin/bulk/{shared._meta.app_label}/{shared._meta.model_name}/delete/?id={shared.pk}", {}


def test_all_that_schools_share_in_the_admin_is_kept_by_the_rule():
    assert SHARED
    assert [model for model in SHARED if not isinstance(policy_registry.get_by_type(model), AuthorityPolicy)] == []


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.ADMINISTRATOR])
def test_a_school_can_not_change_what_others_share(a, b, shared, role):
    client = english(people.staff(role=role, at=a))
    for path, data in ways_to_change(shared):
        assert client.post(path, data).status_code in {302, 403, 404}
        shared.refresh_from_db()
        assert shared.name == OLD


def test_a_school_adds_to_what_all_share(librarian, shared):
    add = reverse(type(shared).snippet_viewset.get_url_name("add"))
    assert librarian.post(add, {"name": "Xuân Quỳnh", "ddc": ""}).status_code == 302
    assert type(shared).objects.filter(name="Xuân Quỳnh").exists()


def test_the_only_school_mends_its_own_lists(a, shared):
    client = english(people.staff(role=Role.LIBRARIAN, at=a))
    assert School.objects.count() == 1
    assert client.post(address(shared, "edit"), {"name": NEW, "ddc": ""}).status_code == 302
    shared.refresh_from_db()
    assert shared.name == NEW
    assert client.get(where_to_propose(shared)).status_code in {302, 403}
    assert reverse("kv_proposals") not in client.get("/admin/").content.decode()


def test_the_province_changes_them_and_every_school_reads_who_it_was(librarian, official, shared):
    assert english(official).post(address(shared, "edit"), {"name": NEW, "ddc": ""}).status_code == 302
    shared.refresh_from_db()
    assert shared.name == NEW
    assert str(official) in text_of(librarian.get(address(shared, "history")))


def test_the_history_still_names_nobody_of_another_school(librarian, b, shared):
    foreign = people.staff(role=Role.LIBRARIAN, at=b)
    foreign.first_name = "Zqxa"
    foreign.save()
    log(shared, "wagtail.create", user=foreign)
    assert "Zqxa" not in text_of(librarian.get(address(shared, "history")))


def propose(client, shared, **changes):
    listing = client.get(reverse(type(shared).snippet_viewset.get_url_name("list"))).content.decode()
    assert where_to_propose(shared) in listing
    data = {"name": shared.name, "ddc": "", "reason": "Thiếu dấu"} | changes
    return client.post(where_to_propose(shared), data)


def test_a_school_proposes_the_province_accepts_and_the_history_says_both(librarian, official, a, shared):
    page = catalogue.ebook(a.shelf)
    if isinstance(shared, Contributor):
        page.contributions.add(Contribution(contributor=shared))
    elif isinstance(shared, Subject):
        page.subjects.add(shared)
    else:
        page.work = shared
    page.save()
    assert propose(librarian, shared, name=NEW).status_code == 302
    shared.refresh_from_db()
    assert shared.name == OLD
    proposal = AuthorityProposal.objects.get()
    assert (proposal.school, proposal.state, proposal.reason) == (a.school, ProposalState.OPEN, "Thiếu dấu")
    province = english(official)
    assert "Thiếu dấu" in text_of(province.get(reverse("kv_proposals")))
    assert province.post(reverse("kv_decide", args=[proposal.pk]), {"answer": "accept"}).status_code == 302
    shared.refresh_from_db()
    assert shared.name == NEW
    told = text_of(librarian.get(address(shared, "history")))
    assert a.school.name in told
    assert str(official) in told
    assert "Accepted" in text_of(librarian.get(reverse("kv_proposals")))


def test_a_declined_proposal_changes_nothing(librarian, official, shared):
    propose(librarian, shared, name=NEW)
    proposal = AuthorityProposal.objects.get()
    english(official).post(reverse("kv_decide", args=[proposal.pk]), {"answer": "decline"})
    shared.refresh_from_db()
    proposal.refresh_from_db()
    assert (shared.name, proposal.state, proposal.decided_by) == (OLD, ProposalState.DECLINED, official)


def test_an_authority_goes_when_the_province_agrees(librarian, official, shared):
    propose(librarian, shared, goes="on")
    proposals.accept(AuthorityProposal.objects.get().pk, by=official)
    assert not type(shared).objects.filter(pk=shared.pk).exists()


def test_an_author_whom_resources_name_does_not_go(librarian, official, a):
    author = Contributor.objects.create(name=OLD)
    catalogue.ebook(a.shelf, author=OLD)
    propose(librarian, author, goes="on")
    proposal = AuthorityProposal.objects.get()
    answer = english(official).post(reverse("kv_decide", args=[proposal.pk]), {"answer": "accept"}, follow=True)
    assert "Resources still name it." in text_of(answer)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_resources_under_a_subject_that_goes_are_indexed_anew(a):
    subject, page = Subject.objects.create(name="Trăng"), catalogue.ebook(a.shelf)
    page.subjects.add(subject)
    page.save()
    OutboxRow.objects.all().delete()
    subject.delete()
    assert OutboxRow.objects.filter(object_id=str(page.uid)).exists()


def test_what_has_changed_since_is_not_written_over(librarian, official, shared):
    propose(librarian, shared, name=NEW)
    type(shared).objects.filter(pk=shared.pk).update(name="Nguyễn Sen")
    proposal = AuthorityProposal.objects.get()
    answer = english(official).post(reverse("kv_decide", args=[proposal.pk]), {"answer": "accept"}, follow=True)
    assert "It has been changed since this was proposed." in text_of(answer)
    shared.refresh_from_db()
    assert shared.name == "Nguyễn Sen"


def test_a_proposal_proposes_something(librarian, shared):
    answer = propose(librarian, shared)
    assert answer.status_code == 422
    assert not AuthorityProposal.objects.exists()


def test_a_school_decides_nothing_and_sees_its_own_proposals_alone(librarian, a, b, shared):
    propose(english(people.staff(role=Role.LIBRARIAN, at=b)), shared, name="Zqxa")
    proposal = AuthorityProposal.objects.get()
    assert "Zqxa" not in text_of(librarian.get(reverse("kv_proposals")))
    assert librarian.post(reverse("kv_decide", args=[proposal.pk]), {"answer": "accept"}).status_code in {302, 403}
    shared.refresh_from_db()
    proposal.refresh_from_db()
    assert (shared.name, proposal.state) == (OLD, ProposalState.OPEN)
    with pytest.raises(PermissionDenied):
        proposals.accept(proposal.pk, by=people.staff(role=Role.LIBRARIAN, at=a))


def test_the_list_of_proposals_costs_the_same_whatever_its_length(librarian, official, shared):
    province, costs = english(official), []
    for times in (1, 11):
        for number in range(times):
            propose(librarian, shared, name=f"{NEW} {number}")
        province.get(reverse("kv_proposals"))
        with CaptureQueriesContext(connection) as queries:
            province.get(reverse("kv_proposals"))
        costs.append(len(queries))
    assert costs[0] == costs[1]
