"""Fixtures for every test: databases from templates, real services started when first asked for, a real browser.

`python -m pytest tests/unit/search` works as it is; `make test` starts the same services ahead of time.
`DATABASE=postgres python -m pytest …` runs on PostgreSQL. `SERVICES=external` takes servers from the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.test import TransactionTestCase
from django.utils import translation

from tests.harness import databases
from tests.plugins_pytest.run import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

# A machine that does other things too draws its examples more slowly; what is tested is what they do, not when.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

pytest_plugins = [
    "tests.plugins_pytest.strict",
    "tests.plugins_pytest.adapters",
    "tests.plugins_pytest.order",
    "tests.harness.fixtures.services",
    "tests.harness.fixtures.browser",
    "tests.harness.fixtures.ports",
    "tests.harness.fixtures.time",
    "tests.harness.fixtures.celery",
]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Copy the template instead of migrating, and again after every test that really commits."""
    with django_db_blocker.unblock():
        database = databases.database(STATE)
        database.restore()

    def restore(case: TransactionTestCase) -> None:
        # Django's own flush would also empty what migrations made: root page, locale, site.
        database.restore()
        ContentType.objects.clear_cache()

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """The language in which the test before has asked for a page is not spoken in the next."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _forgotten_caches() -> Iterator[None]:
    """What one test has put into the cache is not there for the next."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
