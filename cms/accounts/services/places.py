"""Networks that are near to a school or to one of its people: what the library has learnt from right sign-ins."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from cms.accounts import networks
from cms.accounts.models import SchoolNetwork
from cms.foundation import clock

PEOPLE: Final = 3  # who share a network, so that one pupil's home is not near to her whole class
LASTS: Final = timedelta(days=30)
_WRITTEN: Final = timedelta(days=1)  # not at each sign-in


def is_near(address: str, *, school_id: int | None = None, user_id: int | None = None) -> bool:
    """Whether the network is near to a school (to any without one) or to one of its people; one query at most."""
    if networks.is_in_the_house(address):
        return True
    found = SchoolNetwork.objects.filter(network=networks.digest(address), seen_at__gt=clock.now() - LASTS)
    if school_id is not None:
        found = found.filter(school=school_id)
    return any(len(people) >= PEOPLE or user_id in people for people in found.values_list("people", flat=True))


def remember(address: str, school_id: int | None, user_id: int) -> None:
    """Somebody of a school has signed in from this address."""
    if school_id is None or networks.is_in_the_house(address):
        return
    network, moment = networks.digest(address), clock.now()
    known = SchoolNetwork.objects.filter(school=school_id, network=network).first()
    if known and moment - known.seen_at < _WRITTEN and (user_id in known.people or len(known.people) >= PEOPLE):
        return
    with transaction.atomic():
        row, _ = SchoolNetwork.objects.select_for_update().get_or_create(
            school_id=school_id, network=network, defaults={"seen_at": moment}
        )
        people = row.people if moment - row.seen_at <= LASTS else []
        row.people = people if user_id in people else [*people, user_id][:PEOPLE]
        row.seen_at = moment
        row.save(update_fields=["people", "seen_at"])


@transaction.atomic
def prune_networks() -> int:
    """Drop networks from which nobody has signed in for a month; how many."""
    deleted, _ = SchoolNetwork.objects.filter(seen_at__lte=clock.now() - LASTS).delete()
    return deleted
