import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from cms.web.content_origin import hosts
from cms.web.content_origin.answering import answer
from cms.web.content_origin.hosts import Origin, origin_of
from cms.web.content_origin.middleware import OriginMiddleware
from tests.integration.content_origin.conftest import Browser

DENY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost",  # the pair names a port
        "localhost:8001",
        "localhost:8000.evil.example",
        "testserver.",
        "content.testserver:80",
        "user@testserver",
        "testserver/",
        "",
    ],
)
def test_a_host_that_is_not_ours_is_told_so_under_a_policy(host):
    answer = Client().get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer["Content-Security-Policy"] == DENY


@pytest.mark.parametrize("header", ["x-forwarded-host", "forwarded", "x-host"])
def test_no_other_header_chooses_the_origin(header, book):
    answer = Client(SERVER_NAME="evil.example").get(book.listing, headers={header: "content.testserver"})
    assert answer.status_code == 421


def test_the_host_is_compared_without_regard_to_case(book):
    assert Client().get(book.listing, headers={"host": "Content.TestServer"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["page", "files", "listing", "bundle"])
def test_the_site_has_none_of_the_routes_of_the_content_origin(book, built, path):
    address = {
        "page": book.page("epub"),
        "files": book.files + "OEBPS/ch1.xhtml",
        "listing": book.listing,
        "bundle": "/e/0123456789ab/epub.js",
    }[path]
    assert Browser(SERVER_NAME="content.testserver").get(address).status_code == 200
    assert Client(raise_request_exception=False).get(address).status_code == 404


@pytest.mark.parametrize("path", ["/", "/admin/", "/api/v1/", "/livez", "/static/web/site.css", "/doc/x/", "/vao/"])
def test_the_content_origin_has_none_of_the_routes_of_the_site(content, path):
    answer = content.get(path)
    assert answer.status_code == 404
    assert answer["Content-Security-Policy"] == DENY


def test_an_internal_host_answers_health_and_nothing_of_the_site(settings):
    settings.INTERNAL_HOSTS = ("127.0.0.1:8001",)
    internal = Client(headers={"host": "127.0.0.1:8001"})
    assert internal.get("/livez").content == b"ok\n"
    assert internal.get("/vao/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_health_is_not_reached_by_the_name_of_the_site(path):
    assert Client().get(path, follow=True).status_code == 404


@pytest.fixture
def pairs(settings):
    settings.HOST_PAIRS = {"localhost:8000": "127.0.0.1:8000", "thu-vien.local:8000": "192.168.1.5:8000"}
    return settings


@pytest.mark.parametrize(
    ("site", "content"), [("localhost:8000", "127.0.0.1:8000"), ("thu-vien.local:8000", "192.168.1.5:8000")]
)
def test_each_site_gets_its_own_content_host_and_back(pairs, site, content):
    request = RequestFactory().get("/", headers={"host": site})
    assert hosts.content_origin_of(request) == f"http://{content}"
    request = RequestFactory().get("/", headers={"host": content})
    assert hosts.site_origin_of(request) == f"http://{site}"


def test_behind_tls_the_origins_are_https(pairs):
    pairs.BEHIND_TLS = True
    request = RequestFactory().get("/", headers={"host": "localhost:8000"})
    assert hosts.content_origin_of(request) == "https://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host_pairs", "internal"),
    [
        ({"a:1": "b:1", "c:1": "b:1"}, ()),
        ({"a:1": "b:1", "b:1": "c:1"}, ()),
        ({"a:1": "b:1"}, ("a:1",)),
        ({"a:1": "b:1"}, ("b:1",)),
    ],
)
def test_pairs_that_mix_origins_stop_the_start(settings, host_pairs, internal):
    settings.HOST_PAIRS, settings.INTERNAL_HOSTS = host_pairs, internal
    with pytest.raises(ImproperlyConfigured, match="KHOVANG_HOSTS"):
        OriginMiddleware(answer)


def test_what_is_not_named_is_unknown():
    assert origin_of("testserver") is Origin.SITE
    assert origin_of("content.testserver") is Origin.CONTENT
    assert origin_of("") is Origin.UNKNOWN
