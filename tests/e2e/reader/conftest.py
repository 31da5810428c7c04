"""A school's site in this process, with the content origin beside it, and books in it that have really been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from library_pages.text.enums import SourceState
from library_pages.text.services.ingest import ingest_now
from library_pages.text.services.sources import accept_upload
from tests.e2e.reader.reading import Reading
from tests.factories import catalogue, schools

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from cms.accounts.models import User
    from library_pages.types.ebook.models import EbookPage


class Place:
    """The school's address and its books."""

    def __init__(self, port: int) -> None:
        self.site = f"http://localhost:{port}"
        self.content = f"http://127.0.0.1:{port}"
        self.school = schools.school("Trường Hoa Gạo")

    def pupil(self) -> User:
        """Somebody who keeps her place in the library."""
        return schools.pupil(self.school)

    def book(self, content: bytes, name: str = "sach.epub", **fields: Any) -> EbookPage:
        """A published book made of this file, read as an upload is."""
        source = accept_upload(SimpleUploadedFile(name, content), name=name, school_id=None, user=None)
        ingest_now(source)
        assert source.state == SourceState.READY, source.error
        return catalogue.ebook(self.school.shelf, "Nghé và vầng trăng", source=source, **fields)

    def address(self, book: EbookPage, query: str = "") -> str:
        """Where it is read."""
        return f"{self.site}/doc/{book.uid}/{query}"


@pytest.fixture
def place(live_server: LiveServer, settings: SettingsWrapper, transactional_db: None, redis_url: str) -> Place:
    """The site on `localhost`, its content on `127.0.0.1`, as `make run` has them."""
    port = urlsplit(live_server.url).port or 80
    settings.HOST_PAIRS = {f"localhost:{port}": f"127.0.0.1:{port}"}
    settings.CSRF_TRUSTED_ORIGINS = [f"http://localhost:{port}"]
    return Place(port)


@pytest.fixture
def device(place: Place, new_context: Callable[..., BrowserContext]) -> Callable[..., Reading]:
    """Opens the reader in a new browser: `device(book, user, width=390, letters={"size": "5"}, query="?c=3")`.

    `opened` is called with the page before it goes anywhere; `wait=False` comes back before a page is shown.
    """

    def make(
        book: EbookPage,
        user: User | None = None,
        *,
        query: str = "",
        letters: dict[str, str] | None = None,
        opened: Callable[[Page], object] = lambda _page: None,
        wait: bool = True,
        **options: Any,
    ) -> Reading:
        context = new_context(**options)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": place.site}])
        if letters is not None:
            chosen = {"size": "3", "font": "book", "spacing": "2", "ground": "diep", **letters}
            # Frames of the content origin run this too, and there it would find no storage of the site's.
            keep = f"localStorage.setItem('kv-reader-type', JSON.stringify({chosen}))"
            context.add_init_script(f"if (location.origin === {place.site!r}) {keep}")
        page = context.new_page()
        opened(page)
        return Reading(page, place.address(book, query), wait=wait)

    return make
