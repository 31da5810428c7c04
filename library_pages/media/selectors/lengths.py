"""How long recordings are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import models_of
from library_pages.media.models import Recording


def lengths(pages: Iterable[ResourcePage]) -> dict[int, timedelta]:
    """By primary key; nothing while the recording has not been looked at. One query a type."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        wanted[page.type_slug].append(page.pk)
    found: dict[int, timedelta] = {}
    for model in models_of(Recording):
        pks = wanted.get(model._meta.app_label)
        if pks:
            rows = model.objects.filter(pk__in=pks, recording__duration__gt=0)
            found |= {pk: timedelta(seconds=seconds) for pk, seconds in rows.values_list("pk", "recording__duration")}
    return found
