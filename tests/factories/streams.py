"""Streams of usage to be shuffled, repeated and split, and every fact that they end in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from analytics.models import ClassDay, ReaderDay, ReaderWeek, TitleDay
from cms.foundation import clock
from tests.factories.usage import event

if TYPE_CHECKING:
    from random import Random

    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage

FACTS = (ReaderDay, ReaderWeek, TitleDay, ClassDay)
_KINDS = ["request", "investigate", "finish", "media_progress", "page_progress", "search"]


def stream(random: Random, people: list[User], items: list[ResourcePage], length: int) -> list[tuple[User, dict]]:
    """Events of these people around three midnights, close enough for double clicks."""
    plays = [f"01a2137d-b0f9-7254-bfd8-e0f0c47150{number:02}" for number in range(4)]
    told = []
    for number in range(length):
        person, item, kind = random.choice(people), random.choice(items), random.choice(_KINDS)
        midnight = clock.now().replace(hour=17, minute=0, second=0) - timedelta(days=random.choice([2, 3, 9]))
        at = midnight + timedelta(seconds=random.choice([-40, -20, -5, 0, 10, 25, 50, 4000, 70_000]))
        fields: dict[str, Any] = {
            "media_progress": {"play": random.choice(plays), "snapshot": number, "wall_seconds": number, "rate": 1},
            "page_progress": {"progression": 0.5, "dwell_seconds": random.randrange(90)},
            "search": {"term": "vì sao có núi lửa", "results": random.choice([0, 3])},
        }.get(kind, {})
        told.append((person, event(kind, None if kind == "search" else item.uid, at, **fields)))
    return told


def facts() -> dict[str, list[tuple]]:
    """All facts, in an order of their own, without their primary keys and without where they came from."""
    found = {}
    for model in FACTS:
        names = [field.attname for field in model._meta.concrete_fields if field.name not in {"id", "read_seq"}]
        found[model.__name__] = sorted(model.objects.values_list(*names), key=str)
    return found
