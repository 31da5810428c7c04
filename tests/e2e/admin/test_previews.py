"""A librarian looks at every kind of page before it is published: in a tab, and in the panel of the form."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect
from wagtail.models import get_page_models

from cms.accounts.enums import Role
from cms.web.models import HomePage, SitePage
from library_collections.models import CollectionsIndexPage
from tests.factories import publications, schools

TITLE = "Trăng non đầu tháng"


@pytest.fixture
def site(live_server, settings, transactional_db, redis_url):
    """The address of the site in this process."""
    port = urlsplit(live_server.url).port or 80
    settings.HOST_PAIRS = {f"localhost:{port}": f"127.0.0.1:{port}"}
    settings.CSRF_TRUSTED_ORIGINS = [f"http://localhost:{port}"]
    return f"http://localhost:{port}"


@pytest.fixture
def drafts(site):
    """A draft of every page model that is registered, and their librarian's session."""
    at = schools.school("Trường Hoa Gạo")
    index = at.home.add_child(instance=CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap"))
    made = [at.home]
    for number, model in enumerate(model for model in get_page_models() if issubclass(model, SitePage)):
        if model in {HomePage, CollectionsIndexPage}:
            continue
        parents = {parent.__name__ for parent in model.allowed_parent_page_models()}
        parent = at.shelf if "ShelfPage" in parents else index if "CollectionsIndexPage" in parents else at.home
        parent.refresh_from_db()
        made.append(parent.add_child(instance=model(title=TITLE, slug=f"trang-non-{number}", live=False)))
    made[-1].save_revision()
    covered = publications.readable(at.shelf, TITLE, live=False, cover=publications.picture(400, 500))
    client = Client()
    client.force_login(schools.user(Role.LIBRARIAN, at, is_staff=True))
    return [*made, index, covered], client.cookies["sessionid"].value


@pytest.fixture
def librarian(site, drafts, new_context):
    """Her browser at a width, and what it complains of."""

    def at_width(width):
        context = new_context(width=width, height=900)
        context.add_cookies([{"name": "sessionid", "value": drafts[1], "url": site}])
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        return page, said

    return at_width


@pytest.mark.parametrize("width", [390, 1440])
def test_every_kind_of_page_can_be_looked_at_before_it_is_published(site, drafts, librarian, width):
    page, said = librarian(width)
    wide = []
    for draft in drafts[0]:
        response = page.goto(f"{site}/admin/pages/{draft.pk}/view_draft/")
        assert response.status == 200, draft
        page.evaluate("document.fonts.ready")
        assert page.locator("main").inner_text().strip(), draft
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(draft)
        broken = page.evaluate(
            "[...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src)"
        )
        assert broken == [], draft
    assert wide == []
    assert said == []


def test_links_of_a_preview_lead_nowhere_and_say_so(site, drafts, librarian):
    page, _said = librarian(1440)
    address = f"{site}/admin/pages/{drafts[0][-1].pk}/view_draft/"
    page.goto(address)
    page.locator(".head__nav a").first.click()
    expect(page.locator("[data-preview] .toast")).to_be_visible()
    assert page.url == address


# Wagtail leaves the spool of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), 1440])
def test_the_panel_of_the_form_shows_the_page_while_it_is_written(site, drafts, librarian, width):
    page, _said = librarian(width)
    page.goto(f"{site}/admin/pages/{drafts[0][-1].pk}/edit/")
    page.locator("[data-side-panel-toggle=preview]").first.click()
    expect(page.frame_locator("#w-preview-iframe").locator("h1").first).to_contain_text(TITLE)
