"""The school with its pages, group and reading scale."""

from typing import TypeVar

from wagtail.models import Page, Site

from cms.accounts.models import School
from cms.accounts.services import create_school
from cms.sample import house
from cms.sample.services.memory import once
from cms.web.models import HomePage
from library_collections.models import CollectionsIndexPage
from library_pages.catalogue.admin.schools import set_up_admin
from library_pages.catalogue.models import Level, LevelScale, ShelfPage
from library_pages.text.services.describe import collection_of

P = TypeVar("P", bound=Page)


def make_school() -> School:
    """The school."""
    return once("school", lambda: create_school(house.SCHOOL_NAME, slug=house.SCHOOL_SLUG, **house.SCHOOL_FIELDS))


def make_pages(school: School) -> tuple[ShelfPage, CollectionsIndexPage]:
    """Its home page, shelf and collections page: those that come with every school, or new ones."""
    home = once("home", lambda: _home_of(school))
    once("files", lambda: collection_of(school))
    shelf = once("shelf", lambda: _child(home, ShelfPage(title="Tủ sách", slug="tu-sach")))
    index = once("collections", lambda: _child(home, CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap")))
    once("group", lambda: set_up_admin(school, home))
    return shelf, index


def make_levels(school: School) -> dict[str, Level]:
    """The school's reading scale, by label."""

    def make() -> LevelScale:
        scale = LevelScale.objects.create(school=school, name=house.LEVEL_SCALE)
        for rank, (label, advice) in enumerate(house.LEVELS, start=1):
            Level.objects.create(scale=scale, label=label, rank=rank, advice=advice)
        return scale

    return {level.label: level for level in Level.objects.filter(scale=once("scale", make))}


def platform_home() -> HomePage:
    """The platform's root page, under which schools stand; made when there is none, and kept when the sample goes."""
    found = HomePage.objects.filter(school=None, depth=2).first()
    if found is not None:
        return found
    home = HomePage(title="Kho Vàng", slug="kho-vang")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home, site_name="Kho Vàng")
    Site.clear_site_root_paths_cache()
    return home


def _home_of(school: School) -> HomePage:
    found = HomePage.objects.filter(school=school).first()
    if found is not None:
        return found
    home = HomePage(title=school.name, slug=school.slug, school=school, show_in_menus=True)
    platform_home().add_child(instance=home)
    return home


def _child(home: HomePage, page: P) -> P:
    found: P | None = type(page).objects.child_of(home).first()
    if found is not None:
        return found
    home.add_child(instance=page)
    return page
