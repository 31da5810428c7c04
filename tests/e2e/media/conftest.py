"""A school's site in this process with a recording of a minute that has really been prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.e2e.media.playing import Playing
from tests.factories import media, recordings, schools

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from cms.accounts.models import User

VTT = b"""WEBVTT

00:00.000 --> 00:20.000
M\xe1\xbb\x9f \xc4\x91\xe1\xba\xa7u

00:20.000 --> 00:40.000
Tr\xc4\x83ng l\xc3\xaan

00:40.000 --> 01:00.000
H\xe1\xba\xbft
"""


SHORT = "WEBVTT\n\n00:00.000 --> 00:12.000\nMở đầu\n".encode()


class Studio:
    """The school's address and what is played there."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.school = schools.school("Trường Hoa Gạo")

    def pupil(self) -> User:
        """Somebody whose place is kept in the library."""
        return schools.pupil(self.school)

    def heard(self) -> Any:
        """A published recording of a minute in three parts, with captions."""
        files = [media.sound(20, tone=tone, codec="aac -b:a 48k", ending="m4a") for tone in (300, 400, 500)]
        names = ("Mở đầu.m4a", "Trăng lên.m4a", "Vĩ thanh.m4a")
        uploads = [media.upload(data, name) for data, name in zip(files, names, strict=True)]
        return self._page(media.finished(*uploads, kind="audio"))

    def seen(self) -> Any:
        """A published video of twelve seconds that was copied."""
        return self._page(media.finished(media.copyable(12, size="640x360")), SHORT)

    def apart(self, picture: float, sound: float) -> Any:
        """A published film whose picture and sound last so many seconds."""
        streams = f"-f lavfi -i testsrc2=size=160x90:rate=10:duration={picture}"
        streams += f" -f lavfi -i sine=frequency=440:duration={sound}"
        codecs = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 20 -c:a aac"
        return self._page(media.finished(media.made(f"{streams} {codecs}", "mp4")), SHORT)

    def _page(self, played: Any, lines: bytes = VTT) -> Any:
        assert played.is_playable, (played.failure_code, played.failure_detail)
        assert media.captions(played, lines), played.captions_uploads.values("failure_code")
        return recordings.page(self.school.shelf, "Nghé và vầng trăng", played=played)


@pytest.fixture
def studio(live_server: LiveServer, settings: SettingsWrapper, transactional_db: None, redis_url: str) -> Studio:
    """The site on `localhost`, its content origin beside it, as `make run` has them."""
    port = urlsplit(live_server.url).port or 80
    settings.HOST_PAIRS = {f"localhost:{port}": f"127.0.0.1:{port}"}
    settings.CSRF_TRUSTED_ORIGINS = [f"http://localhost:{port}"]
    return Studio(f"http://localhost:{port}")


@pytest.fixture
def device(studio: Studio, new_context: Callable[..., BrowserContext]) -> Callable[..., Playing]:
    """Opens the player in a new browser: `device(page, user, at="#t=20", width=360)`.

    `opened` is called with the browser's page before it goes anywhere.
    """

    def make(
        page: Any, user: User, *, at: str = "", opened: Callable[[Page], object] = lambda _page: None, **options: Any
    ) -> Playing:
        context = new_context(**options)
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": studio.site}])
        window = context.new_page()
        opened(window)
        return Playing(window, f"{studio.site}/doc/{page.uid}/{at}")

    return make
