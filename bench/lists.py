"""A list of fifty resources with all that a shelf shows: one table, prefetched, against Wagtail's usual way.

Reference `specific`: the same rows by `.specific()`, as Wagtail's own lists fetch them, each asking for its own rest.
Both arms make the same list of plain values (title, type, names, subjects, tags), and it is compared.
"""

from typing import Any

from bench.corpus import books
from bench.measure import Measured, compare
from bench.place import installation

REFERENCE = "specific"
_SHOWN = 50
_GOAL = 0.33


def run(*, quick: bool) -> Measured:
    pages, rounds = (100, 15) if quick else (1_000, 60)
    with installation():
        from library_pages.catalogue.models import ResourcePage

        _fill(pages)
        live = ResourcePage.objects.get_queryset().filter(live=True).order_by("title_sort", "pk")
        arms = {
            "one-table": lambda: [_shown(page) for page in live.for_lists()[:_SHOWN]],
            REFERENCE: lambda: [_shown(page) for page in live.specific()[:_SHOWN]],
        }
        found = compare(arms, reference=REFERENCE, rounds=rounds)
    return Measured(REFERENCE, found["one-table"], _GOAL, {"pages": pages, "shown": _SHOWN})


def _shown(page: Any) -> tuple[Any, ...]:
    names = [contribution.contributor.name for contribution in page.contributions.all()]
    tags = sorted(item.tag.name for item in page.tagged_items.all())
    subjects = [subject.name for subject in page.subjects.all()]
    return page.title, page.type_slug, str(page.uid), names, subjects, tags


def _fill(count: int) -> None:
    from tests.factories import catalogue, schools

    shelf = schools.school().shelf
    for book in books(count, 0):
        page = catalogue.ebook(shelf, book.title, author=book.author)
        page.tags.add(f"thẻ {book.number % 20}", f"kệ {book.number % 7}")
        page.save()
