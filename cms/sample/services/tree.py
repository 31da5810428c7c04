"""The school with its pages, group and reading scale."""

from cms.accounts.models import School
from cms.accounts.services import create_school
from cms.sample import house
from cms.sample.services.memory import once
from cms.web.models import HomePage
from cms.web.services import home_for
from library_collections.models import CollectionsIndexPage
from library_collections.services import index_of
from library_pages.catalogue.models import Level, LevelScale, ShelfPage
from library_pages.catalogue.services.schools import files_of, set_up_admin, shelf_of


def make_school() -> School:
    return once("school", lambda: create_school(house.SCHOOL_NAME, slug=house.SCHOOL_SLUG, **house.SCHOOL_FIELDS))


def make_pages(school: School) -> tuple[HomePage, ShelfPage, CollectionsIndexPage]:
    """Its home page, shelf and collections page, which come with every school; remembered, so that they go with it."""
    home = once("home", lambda: home_for(school))
    once("files", lambda: files_of(school))
    shelf = once("shelf", lambda: shelf_of(school))
    index = once("collections", lambda: index_of(school))
    once("group", lambda: set_up_admin(school, home))
    return home, shelf, index


def make_levels(school: School) -> dict[str, Level]:
    """The school's reading scale, by label."""

    def make() -> LevelScale:
        scale = LevelScale.objects.create(school=school, name=house.LEVEL_SCALE)
        for rank, (label, advice) in enumerate(house.LEVELS, start=1):
            Level.objects.create(scale=scale, label=label, rank=rank, advice=advice)
        return scale

    return {level.label: level for level in Level.objects.filter(scale=once("scale", make))}
