from dataclasses import dataclass

import pytest
from django.db import transaction

from cms.foundation.events import announce, listens_to


@dataclass(frozen=True)
class Rung:
    bell: str


heard: list[str] = []


@listens_to(Rung)
def fails(event):
    raise ValueError(event.bell)


@listens_to(Rung)
def hears(event):
    heard.append(event.bell)


@pytest.fixture(autouse=True)
def silence():
    heard.clear()


@pytest.mark.django_db(transaction=True)
def test_news_is_heard_after_the_commit_only():
    with transaction.atomic():
        announce(Rung("noon"))
        assert heard == []
    assert heard == ["noon"]


@pytest.mark.django_db(transaction=True)
def test_news_of_a_rolled_back_change_is_never_heard():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce(Rung("noon"))
        raise ZeroDivisionError
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_one_receivers_error_does_not_cost_the_others_their_news():
    announce(Rung("evening"))
    assert heard == ["evening"]


def test_registering_twice_hears_once():
    assert listens_to(Rung)(hears) is hears
    from cms.foundation.events import _receivers

    assert _receivers[Rung].count(hears) == 1
