"""A school's site in this process, seen in Chromium by people of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from cms.accounts.enums import Role
from cms.web.models import NewsPage, PlainPage
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.enums import Audience
from search import engines, topics
from search.engines.tantivy_engine.engine import TantivyEngine
from search.services.rebuild import rebuild
from tests.factories import people, publications, schools

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

TITLES = (
    "Dế Mèn phiêu lưu ký",
    "Sự tích chú Cuội cung trăng",
    "Nghé và vầng trăng trong chum",
    "Những điều kỳ thú về biển đảo quê hương dành cho bạn đọc nhỏ tuổi thích khám phá",
    "Ồ! Ẩn số",
    "Vì sao mặt trăng đi theo em?",
    "Lục Vân Tiên",
    "Tấm Cám",
    "Chử Đồng Tử",
    "Cây khế",
)


class Place:
    """A furnished school: `.site` is its address, `.paths` are pages of every kind."""

    def __init__(self, port: int) -> None:
        self.site = f"http://localhost:{port}"
        self.at = schools.school("Trường Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai")
        self.books = [
            publications.readable(
                self.at.shelf,
                title,
                "Đêm rằm, vầng trăng tròn lơ lửng trên ngọn tre.",
                author="Nguyễn Thị Phương Thảo",
                summary="Một cuốn sách để đọc to trước giờ ngủ.",
                audience=Audience.PUBLIC,
                grade_from=1 + number % 5,
                grade_to=5,
            )
            for number, title in enumerate(TITLES)
        ]
        news = NewsPage(title="Giờ đọc dưới sân trường", slug="gio-doc", intro="Lớp 4A kể chuyện trước cờ.")
        self._under_home(news)
        self._under_home(PlainPage(title="Trợ giúp", slug="tro-giup", show_in_menus=True))
        index = CollectionsIndexPage(title="Bộ sưu tập", slug="bo-suu-tap")
        self._under_home(index)
        collection = ThemedCollectionPage(title="Chuyện kể đêm trăng", slug="dem-trang", intro="Để đọc khi trăng lên.")
        for order, book in enumerate(self.books[:3]):
            collection.entries.add(CollectionEntry(resource=book, note="Em đọc to nhé.", sort_order=order))
        index.add_child(instance=collection)
        self.item = f"/tai-lieu/{self.books[3].uid}/"
        self.paths = (
            "/",
            self.item,
            self.at.shelf.url,
            index.url,
            collection.url,
            "/tim/?q=vang+trang",
            "/tim/?q=khongcogi",
            "/tin/",
            news.url,
            "/vao/",
            "/khong-co-trang-nay/",
        )

    def _under_home(self, page: Any) -> None:
        self.at.home.refresh_from_db()
        self.at.home.add_child(instance=page)


@pytest.fixture
def place(
    live_server: LiveServer,
    settings: SettingsWrapper,
    transactional_db: None,
    redis_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """The site on `localhost` with an index of its own."""
    port = urlsplit(live_server.url).port or 80
    settings.HOST_PAIRS = {f"localhost:{port}": f"127.0.0.1:{port}"}
    settings.CSRF_TRUSTED_ORIGINS = [f"http://localhost:{port}"]
    engine = TantivyEngine(tmp_path / "index")
    monkeypatch.setattr(engines, "configured", lambda: engine)
    made = Place(port)
    for topic in topics.fed():
        rebuild(topic)
    return made


@pytest.fixture
def visit(place: Place, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a page as somebody: `visit("/", "pupil", width=360)`; who is `pupil`, `small`, `librarian` or nobody."""

    def go(path: str = "/", who: str = "", **options: Any) -> Page:
        context = new_context(**options)
        made: dict[str, Callable[[], Any]] = {
            "pupil": lambda: people.enrolled(place.at, grade=4).user,
            "small": lambda: people.enrolled(place.at, grade=1).user,
            "librarian": lambda: schools.user(Role.LIBRARIAN, place.at, is_staff=True),
        }
        if who:
            client = Client()
            client.force_login(made[who]())
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": place.site}])
        page = context.new_page()
        page.goto(place.site + path)
        page.evaluate("document.fonts.ready")
        return page

    return go
