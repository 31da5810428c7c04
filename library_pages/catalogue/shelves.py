"""Fills the home page: what is new, the tiles of the types, and the first choice."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.reader import reader_of
from cms.plugins.activities import verb
from cms.plugins.contract import ResourceType
from cms.plugins.registry import all_types
from cms.web.covers.motifs import MOTIFS, pattern
from cms.web.covers.palette import tiles
from cms.web.covers.seed import Seed
from cms.web.models import HomePage
from cms.web.registry import first_choice, home_shelves, home_tiles, navigation
from cms.web.shapes import NavEntry, Shelf, ShelfItem, TypeMark, TypeTile
from library_pages.catalogue import access, presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.holdings import shelf_with_something, titles_by_type
from library_pages.catalogue.selectors.parts import on_shelves
from library_pages.catalogue.selectors.works import first_forms

_NEW = 12
_TILE, _TILE_SCALE = 144, 0.9


def new_in_the_library(request: HttpRequest, home: HomePage) -> list[Shelf]:
    """The newest works of which this reader may open a form, each as its newest form."""
    reader = reader_of(request)
    rows = first_forms(on_shelves(access.visible(ResourcePage.objects.all(), reader)), "-first_published_at")
    newest = rows.for_lists()[:_NEW]
    return [
        Shelf(
            slug="new",
            title=_("New in the library"),
            items=presenters.shelf_items(newest, reader),
            all_url=f"{reverse('search:results')}?sort=newest",
            all_label=_("See everything new"),
        )
    ]


def type_tiles(request: HttpRequest, home: HomePage) -> list[TypeTile]:
    """One tile for each installed type of which this reader may open something, with the number of titles."""
    titles = titles_by_type(reader_of(request))
    return [
        TypeTile(
            mark=TypeMark(slug=kind.slug, label=str(kind.label), icon=kind.style.icon),
            url=f"{reverse('search:results')}?type={kind.slug}",
            tile=tile(kind),
            count=ngettext("%(count)s title", "%(count)s titles", titles[kind.slug]) % {"count": titles[kind.slug]},
            verb=verb(kind.activity),
        )
        for kind in all_types()
        if kind.slug in titles
    ]


def tile(kind: ResourceType) -> SafeString:
    """A square of cement tiles in the type's colours."""
    seed = Seed(kind.slug, kind.slug)
    motif = sum(kind.slug.encode()) % len(MOTIFS)
    drawn = pattern(seed, motif, tiles(kind.style, 0), (_TILE, _TILE), _TILE_SCALE)
    return mark_safe(  # noqa: S308  (drawn by us from colours that plugins.E006 has checked)
        f'<svg viewBox="0 0 {_TILE} {_TILE}" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def choice_of_the_house(request: HttpRequest, home: HomePage) -> ShelfItem | None:
    """What to begin with: the newest resource for the reader's grade, else the newest of all."""
    reader = reader_of(request)
    rows = on_shelves(access.visible(ResourcePage.objects.all(), reader)).for_lists()
    rows = rows.order_by("-first_published_at", "-pk")
    fitting = rows.filter(grade_from__lte=reader.grade, grade_to__gte=reader.grade) if reader.grade else rows
    page = fitting.first() or rows.first()
    return presenters.shelf_item(page) if page else None


def bookshelf(request: HttpRequest) -> list[NavEntry]:
    """“Bookshelf” in the head, leading to the shelf of the reader's school; nothing while it is empty for her."""
    reader = reader_of(request)
    page = shelf_with_something(reader, _home_path(reader.school_id))
    if page is None or not page.url:
        return []
    return [NavEntry(_("Bookshelf"), page.url, "books", current=request.path == page.url)]


def _home_path(school_id: int | None) -> str:
    return (
        HomePage.objects.filter(school_id=school_id).values_list("path", flat=True).first() or "" if school_id else ""
    )


home_shelves.add(new_in_the_library, order=200)
home_tiles.add(type_tiles)
first_choice.add(choice_of_the_house)
navigation.add(bookshelf, order=10)
