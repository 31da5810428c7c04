"""The pages that a school begins with; upper layers hang theirs under its home page."""

from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from wagtail.models import Page, Site

from cms.accounts.models import School
from cms.web.models import HomePage

P = TypeVar("P", bound=Page)


@transaction.atomic
def platform_home() -> HomePage:
    """The platform's root page, under which schools stand; made when there is none."""
    found = HomePage.objects.filter(school=None, depth=2).first()
    if found is not None:
        return found
    home = HomePage(title="Kho Vàng", slug="kho-vang")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home, site_name="Kho Vàng")
    Site.clear_site_root_paths_cache()
    return home


@transaction.atomic
def home_for(school: School) -> HomePage:
    """The school's home page, made when there is none."""
    found = HomePage.objects.filter(school=school).first()
    if found is not None:
        return found
    home = HomePage(title=school.name, slug=school.slug, school=school, show_in_menus=True)
    platform_home().add_child(instance=home)
    return home


def open_home(school: School) -> None:
    """What this layer gives to a new school (`cms.accounts.ports.on_new_school`)."""
    home_for(school)


@transaction.atomic
def child_of_home(home: HomePage, model: type[P], title: str | Promise, slug: str) -> P:
    """The page of this kind under a home page, made when there is none; the title is said in the site's language."""
    found = model.objects.child_of(home).first()
    if found is not None:
        return found
    with translation.override(settings.LANGUAGE_CODE):
        page = model(title=str(title), slug=slug)
    # A fresh copy: treebeard counts children on the object, which an earlier child has made stale.
    HomePage.objects.get(pk=home.pk).add_child(instance=page)
    return page
