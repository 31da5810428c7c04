"""The file tab as a librarian sees it: it follows the file by itself, and keeps what she writes meanwhile."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.e2e.path.people import sign_in_librarian
from tests.factories import pdfs
from tests.factories.epubs import epub
from tests.factories.texts import prose

READ_WITHIN = 120_000  # milliseconds
_numbers = itertools.count(1)


@pytest.fixture(params=[1440, 360])
def admin(request, new_context, live_khovang):
    """A page of the admin at both widths."""
    page = new_context(width=request.param, height=800).new_page()
    sign_in_librarian(page, live_khovang)
    return page


def upload(page, site, name, content):
    page.goto(f"{site.url}/admin/upload/ebook/")
    page.locator("main input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/admin/pages/*/edit/**")


def book(title):
    # Long enough to be still read when the form opens.
    return epub([f"<h1>Chương {n}</h1><p>{prose(4000, n)}</p>" for n in range(60)], title=title).pack()


def test_the_form_shows_what_was_read_without_being_asked(admin, live_khovang):
    title = f"Đường lên núi {next(_numbers)}"
    upload(admin, live_khovang, "duong_len_nui.epub", book(title))
    expect(admin.locator("input[name=file_seen]")).to_have_value("", timeout=READ_WITHIN)
    expect(admin.locator("input[name=title]")).to_have_value(title)
    assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_that_can_not_be_read_says_why_and_can_be_read_again(admin, live_khovang):
    upload(admin, live_khovang, "khoa.pdf", pdfs.pdf(["x"], lock="mat-khau"))
    alert = admin.locator("[data-kv-content] [role=alert]")
    expect(alert).to_contain_text("mật khẩu", timeout=READ_WITHIN)
    admin.locator("[data-kv-post]").click()
    expect(admin.locator("[data-kv-post]")).to_be_enabled(timeout=READ_WITHIN)
    expect(alert).to_contain_text("mật khẩu", timeout=READ_WITHIN)
