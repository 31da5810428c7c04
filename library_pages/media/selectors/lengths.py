"""The short fact under a recording on a shelf."""

from collections import defaultdict
from collections.abc import Iterable

from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import models_of
from library_pages.media.models import Recording
from library_pages.media.times import in_words


def lengths(pages: Iterable[ResourcePage]) -> dict[int, str]:
    """“22 minutes”, “3 hr 20 min”; nothing while the recording has not been looked at. One query a type."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        wanted[page.type_slug].append(page.pk)
    found: dict[int, str] = {}
    for model in models_of(Recording):
        pks = wanted.get(model._meta.app_label)
        if pks:
            rows = model.objects.filter(pk__in=pks, recording__duration__gt=0)
            found |= {pk: in_words(seconds) for pk, seconds in rows.values_list("pk", "recording__duration")}
    return found
