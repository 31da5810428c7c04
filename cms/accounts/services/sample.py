"""Whether somebody could still sign in with what the sample library publishes."""

from cms.accounts import hashing
from cms.accounts.models import User
from cms.accounts.ports import on_sample_secrets
from cms.accounts.services.secrets import active_secret


def sample_passwords_still_work() -> bool:
    """Whether an active sample account still opens with its published password or PIN.

    An account of the sample of which no secret is known counts as open: what can't be checked is not safe.
    """
    secrets: dict[str, str] = {}
    for publish in on_sample_secrets:
        secrets.update(publish())
    accounts = User.objects.filter(is_sample=True, is_active=True).order_by("-is_staff", "pk")
    return any(_opens(user, secrets.get(user.username)) for user in accounts)


def _opens(user: User, secret: str | None) -> bool:
    if secret is None:
        return user.has_usable_password() or active_secret(user) is not None
    if user.has_usable_password():
        return hashing.password_matches(secret, user.password)
    pin = active_secret(user)
    return pin is not None and hashing.pin_matches(secret, pin)
