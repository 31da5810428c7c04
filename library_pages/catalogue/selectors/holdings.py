"""What the library holds for one reader: whatever a page or the API promises is asked here before it is promised."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Concat

from cms.accounts.reader import Reader
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.catalogue.selectors.works import key_of, works

# The lowest and the highest step of a tree path: treebeard's digits are 0 to 9 and A to Z.
_FIRST_STEP, _LAST_STEP = "0" * ShelfPage.steplen, "Z" * ShelfPage.steplen


def titles_by_type(reader: Reader) -> dict[str, int]:
    """Of how many works this reader may see a form of each type, by slug; a type without any is left out. One query."""
    rows = access.visible(ResourcePage.objects.order_by(), reader)
    return dict(rows.values_list("type_slug").annotate(titles=works()))


def types_of(pages: Iterable[ResourcePage]) -> dict[str, int]:
    """The same of pages that the access rule has given out already. No query."""
    return dict(Counter(slug for slug, _work in {(page.type_slug, key_of(page)) for page in pages}))


def shelf_with_something(reader: Reader, path: str = "") -> ShelfPage | None:
    """The first published shelf under a tree path on which there is something for this reader. One query."""
    first, last = (
        Concat(OuterRef("path"), Value(step), output_field=CharField()) for step in (_FIRST_STEP, _LAST_STEP)
    )
    # Bounds instead of a prefix: they are found by the index of paths, whatever the collation of the database.
    standing = access.visible(ResourcePage.objects.order_by(), reader).filter(path__gte=first, path__lte=last)
    return ShelfPage.objects.live().filter(Exists(standing), path__startswith=path).order_by("path").first()
