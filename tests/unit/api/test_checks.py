"""What stops the start: an operation without a policy, and one that nobody could reach."""

import pytest
from ninja import NinjaAPI, Router

from cms.api import checks, registry
from cms.api.apis import public_api, reader_api
from cms.api.endpoint import endpoint
from cms.api.operations import operations_of
from cms.foundation.policies import Policy, policy_of, surface


@pytest.fixture
def brought():
    """A router that stands in the APIs as long as the test lasts."""
    router = Router()
    registry.add_router("probe", router, public=True)
    for api in (reader_api, public_api):
        api.cache_clear()
    yield router
    registry._mounts.pop()
    for api in (reader_api, public_api):
        api.cache_clear()


def silent(request):
    """Says nothing of who may use it."""


@surface(Policy.OPEN)
def declared(request):
    """Says who may use it."""


def test_the_operations_of_this_library_pass():
    assert checks.every_operation_declares_its_policy() == []
    assert checks.no_operation_is_out_of_reach() == []


def test_an_operation_without_a_policy_stops_the_start_and_is_named(brought):
    brought.get("/silent")(silent)
    brought.get("/declared")(declared)
    messages = checks.every_operation_declares_its_policy()
    assert {message.id for message in messages} == {"api.E001"}
    assert len(messages) == 2  # in both APIs
    assert "GET probe/silent" in messages[0].msg
    assert "silent" in messages[0].msg
    assert messages[0].hint


def test_a_second_operation_at_one_address_stops_the_start(brought):
    other = Router()
    brought.get("/same")(declared)
    registry.add_router("probe", other)
    other.get("/same")(declared)
    try:
        messages = checks.no_operation_is_out_of_reach()
    finally:
        registry._mounts.pop()
    assert [message.id for message in messages] == ["api.E002"]


def test_a_view_has_a_policy_only_when_all_of_its_operations_do():
    api, router = NinjaAPI(urls_namespace="probe"), Router()
    router.get("/a")(declared)
    router.put("/a")(silent)
    router.get("/b")(declared)
    api.add_router("", router)
    placed = list(operations_of(api))
    assert policy_of(endpoint(placed[:2], public=False)) is None
    assert policy_of(endpoint(placed[2:], public=False)) is Policy.OPEN


def test_a_router_that_is_brought_twice_stands_once(brought):
    before = len(registry.mounts(public=False))
    registry.add_router("probe", brought, public=True)
    assert len(registry.mounts(public=False)) == before
