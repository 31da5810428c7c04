"""Who sees e-book and audiobook of one work finds one result with both; who may see only one of them finds that one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import Work
from search import topics
from search.services.rebuild import rebuild
from tests.factories import publications, recordings


@pytest.fixture
def river(place):
    """An e-book for the school and its audiobook for everybody, in the index."""
    work = Work.objects.create(name="Dòng sông kể chuyện")
    title = "Dòng sông kể chuyện"
    read = publications.readable(place.at.shelf, title, "Con đò sang bến.", audience=Audience.SCHOOL, work=work)
    heard = recordings.page(place.at.shelf, title, audience=Audience.PUBLIC, work=work)
    rebuild(topics.MAIN)
    return read, heard


def opened_by(page):
    """Addresses of the forms of all results."""
    links = page.locator(".result__forms a")
    return [links.nth(number).get_attribute("href") for number in range(links.count())]


@pytest.mark.parametrize(("width", "height"), [(360, 720), (1280, 860)], ids=["phone", "desktop"])
def test_one_result_with_the_forms_that_she_may_open(place, visit, river, tmp_path, width, height):
    read, heard = (f"/doc/{form.uid}/" for form in river)
    page = visit("/tim/?q=dong+song", "pupil", width=width, height=height)
    expect(page.locator(".result")).to_have_count(1)
    assert opened_by(page) == [read, heard]
    page.screenshot(path=tmp_path / f"both-{width}.png", full_page=True)
    page.goto(f"{place.site}/tim/?q=dong+song&type=audiobook")
    expect(page.locator(".result")).to_have_count(1)
    assert opened_by(page) == [heard, read]
    page.goto(f"{place.site}{place.at.shelf.url}")
    item = page.locator(".shelf__item", has_text="Dòng sông kể chuyện")
    expect(item).to_have_count(1)
    expect(item.locator(".fact .mark")).to_have_count(2)
    item.screenshot(path=tmp_path / f"shelf-{width}.png")
    stranger = visit("/tim/?q=dong+song", width=width, height=height)
    expect(stranger.locator(".result")).to_have_count(1)
    assert opened_by(stranger) == [heard]
