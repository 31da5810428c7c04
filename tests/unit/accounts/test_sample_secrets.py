"""Whether published sample secrets still open something: what the start on a network asks."""

import pytest

from cms.accounts import services
from cms.accounts.models import User
from cms.accounts.ports import on_sample_secrets
from tests.factories import people, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """What the sample would publish, in the test's hands."""
    secrets = {}

    def publish():
        return secrets

    on_sample_secrets(publish)
    yield secrets
    on_sample_secrets.remove(publish)


def test_without_a_sample_nothing_is_open():
    people.enrolled(schools.school())
    assert not services.sample_passwords_still_work()


def test_a_published_password_counts_until_it_is_changed(published):
    user = people.staff()
    User.objects.filter(pk=user.pk).update(is_sample=True)
    published[user.username] = people.PASSWORD
    assert services.sample_passwords_still_work()
    services.set_password(User.objects.get(pk=user.pk), "một mật khẩu dài khác")
    assert not services.sample_passwords_still_work()


def test_a_published_pin_counts_until_it_is_changed(published):
    pupil = people.enrolled(schools.school())
    User.objects.filter(pk=pupil.user.pk).update(is_sample=True)
    published[pupil.user.username] = people.PIN
    assert services.sample_passwords_still_work()
    services.set_pin(User.objects.get(pk=pupil.user.pk), "536974")
    assert not services.sample_passwords_still_work()


def test_a_deactivated_account_is_shut(published):
    user = people.staff()
    User.objects.filter(pk=user.pk).update(is_sample=True, is_active=False)
    published[user.username] = people.PASSWORD
    assert not services.sample_passwords_still_work()


def test_a_sample_account_of_unknown_secret_counts_as_open():
    user = people.staff()
    User.objects.filter(pk=user.pk).update(is_sample=True)
    assert services.sample_passwords_still_work()
