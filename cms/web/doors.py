"""The doors of the house for grades 1 and 2: one for each thing to do, leading to all types that do it."""

from collections.abc import Collection
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy

from cms.plugins.contract import Activity
from cms.plugins.registry import all_types
from cms.web.looks import mark_of
from cms.web.shapes import Door

# What Nghé holds in a door, the door's name, and what is done behind it, from left to right.
_DOORS: Final = (
    ("headphones", pgettext_lazy("door", "Listen to stories"), {Activity.LISTEN}),
    ("screen", pgettext_lazy("door", "Watch films"), {Activity.WATCH, Activity.DO}),
    ("book", pgettext_lazy("door", "Read books"), {Activity.READ, Activity.BORROW}),
    ("frame", pgettext_lazy("door", "Look at pictures"), {Activity.LOOK}),
)


def doors(held: Collection[str]) -> tuple[Door, ...]:
    """Those behind which there is something for this reader; the first type gives the door its colour.

    Args:
        held: slugs of the types of which she may open something.
    """
    made = []
    for holds, label, activities in _DOORS:
        kinds = [kind for kind in all_types() if kind.activity in activities and kind.slug in held]
        if kinds:
            query = urlencode([("type", kind.slug) for kind in kinds])
            url = f"{reverse('search:results')}?{query}"
            made.append(Door(label=str(label), url=url, holds=holds, mark=mark_of(kinds[0])))
    return tuple(made)


def welcome() -> str:
    """What the speaker in the head of the house says."""
    return pgettext("to a pupil", "Choose a door. Tap the speaker to hear its name.")
