"""The code on an item's page, read as a phone's camera reads it."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

HOST = "thu-vien.truong-hoa-gao.edu.vn"
SITE = f"https://{HOST}"


@pytest.fixture
def window(place, settings, new_context):
    """A browser's page that has the site, behind a proxy with TLS, under a name that other devices know, too."""
    settings.HOST_PAIRS = {HOST: f"sach.{HOST}"}
    settings.ALLOWED_HOSTS = [HOST]
    settings.TRUSTED_PROXIES = ("127.0.0.0/8",)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def answer(route):
        asked = route.request
        there = asked.url.replace(SITE, place.site)
        headers = {**asked.headers, "host": HOST, "x-forwarded-proto": "https"}
        route.fulfill(response=route.fetch(url=there, headers=headers))

    contexts = []

    def opened(**options):
        context = new_context(**options)
        contexts.append(context)
        context.route(f"{SITE}/**", answer)
        return context.new_page()

    yield opened
    for context in contexts:
        context.unroute_all(behavior="ignoreErrors")  # the page may still be asking for its icon


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str)
def test_a_camera_reads_the_lasting_address_of_the_item(place, window, options):
    address = f"{SITE}/tai-lieu/{place.books[0].uid}/"
    page = window(**options)
    page.goto(address)
    shown = page.locator(".qr svg")
    assert shown.bounding_box()["width"] == 112
    picture = Image.open(io.BytesIO(shown.screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


def test_a_phone_is_not_asked_to_scan_itself_but_prints_the_code(place, window):
    page = window(width=360)
    page.goto(f"{SITE}/tai-lieu/{place.books[0].uid}/")
    expect(page.locator(".qr")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".qr svg")).to_be_visible()


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "a.localhost"]
)
def test_an_address_that_only_this_machine_knows_is_not_drawn(place, client, settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    settings.HOST_PAIRS = {host: "elsewhere"}
    answer = client.get(f"/tai-lieu/{place.books[0].uid}/", headers={"host": host})
    assert answer.status_code == 200
    assert 'class="qr"' not in answer.content.decode()
