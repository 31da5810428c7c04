"""Every policy of the content origin, written out: a header that changes must be changed here on purpose."""

import re

import pytest
from django.test import Client

from cms.web.content_origin import views
from tests.integration.content_origin.conftest import CONTENT, SITE, VERSION, Browser

DENY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), clipboard-write=(), "
    "compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), "
    "gyroscope=(), hid=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), "
    "midi=(), otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), "
    "xr-spatial-tracking=(), local-network-access=(), local-network=(), loopback-network=()"
)
WITH_SOUND = PERMISSIONS.replace("autoplay=()", "autoplay=(self)")
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-DNS-Prefetch-Control": "off",
}
EPUB_ENGINE = (
    "default-src 'none'; script-src 'nonce-{N}'; style-src {CON}/e/ 'unsafe-inline'; connect-src {F} {CON}/r/{T}/{K}/; "
    "frame-src {F}; media-src {F}; base-uri 'none'; form-action 'none'; frame-ancestors {SITE}; "
    "sandbox allow-scripts allow-same-origin"
)
EPUB_FILE = (
    "default-src 'none'; img-src {F} data:; style-src {F} 'unsafe-inline'; font-src {F} data:; media-src {F}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {SITE} {CON}; sandbox allow-same-origin"
)
PDF_ENGINE = (
    "default-src 'none'; script-src 'nonce-{N}'; style-src {CON}/e/; font-src {CON}/e/; connect-src {F} {CON}/e/; "
    "worker-src {CON}/e/; base-uri 'none'; form-action 'none'; frame-ancestors {SITE}; "
    "sandbox allow-scripts allow-same-origin"
)
WORKER = (
    "default-src 'none'; script-src {CON}/e/; connect-src {CON}/e/; frame-ancestors 'none'; "
    "sandbox allow-scripts allow-same-origin"
)

TABLE = {
    "engine of EPUB": ("page epub", 200, EPUB_ENGINE, WITH_SOUND),
    "engine of PDF": ("page pdf", 200, PDF_ENGINE, PERMISSIONS),
    "chapter": ("file OEBPS/ch1.xhtml", 200, EPUB_FILE, WITH_SOUND),
    "chapter that is no XML": ("file OEBPS/broken.html", 200, EPUB_FILE, WITH_SOUND),
    "style sheet": ("file OEBPS/book.css", 200, EPUB_FILE, WITH_SOUND),
    "drawing": ("file OEBPS/drawing.svg", 200, EPUB_FILE, WITH_SOUND),
    "sound": ("file OEBPS/sound.mp3", 200, EPUB_FILE, WITH_SOUND),
    "document of PDF": ("file doc.pdf", 200, DENY, PERMISSIONS),
    "list of files": ("listing", 200, DENY, PERMISSIONS),
    "script of an engine": (f"path /e/{VERSION}/epub.js", 200, DENY, PERMISSIONS),
    "worker of PDF": (f"path /e/{VERSION}/pdf-worker.js", 200, WORKER, PERMISSIONS),
    "file that is not there": ("file OEBPS/none.xhtml", 404, DENY, PERMISSIONS),
    "engine that is not there": ("page scorm", 404, DENY, PERMISSIONS),
    "bundle that is not there": (f"path /e/{VERSION}/none.js", 404, DENY, PERMISSIONS),
    "no route": ("path /favicon.ico", 404, DENY, PERMISSIONS),
}


def address(book, what):
    kind, _, rest = what.partition(" ")
    return {
        "page": lambda: book.page(rest),
        "file": lambda: book.files + rest,
        "listing": lambda: book.listing,
        "path": lambda: rest,
    }[kind]()


def filled(policy, book, nonce=""):
    files = f"{CONTENT}/c/{book.token}/{book.package}/"
    values = {"N": nonce, "CON": CONTENT, "SITE": SITE, "F": files, "T": book.token, "K": book.package}
    return policy.format(**values)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("line", list(TABLE))
def test_each_response_has_exactly_its_headers(content, book, built, line, method):
    what, status, policy, permissions = TABLE[line]
    answer = getattr(content, method)(address(book, what))
    nonce = re.search(r"'nonce-([\w-]{16,})'", answer["Content-Security-Policy"])
    assert answer.status_code == status
    assert answer["Content-Security-Policy"] == filled(policy, book, nonce.group(1) if nonce else "")
    assert answer["Permissions-Policy"] == permissions
    assert {name: answer[name] for name in COMMON} == COMMON


@pytest.mark.parametrize(
    "what", ["page epub", "file OEBPS/ch1.xhtml", "listing", f"path /e/{VERSION}/epub.js", "path /"]
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_only_get_and_head_are_answered(content, book, built, what, method):
    answer = getattr(content, method)(address(book, what))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Security-Policy"] == DENY
    assert {name: answer[name] for name in COMMON} == COMMON


@pytest.mark.parametrize("what", ["page epub", "file OEBPS/ch1.xhtml", "listing", f"path /e/{VERSION}/epub.js"])
def test_no_service_worker_gets_a_script_here(content, book, built, what):
    answer = content.get(address(book, what), headers={"service-worker": "script"})
    assert answer.status_code == 403
    assert answer["Content-Security-Policy"] == DENY


def test_a_failure_is_answered_under_the_policy_too_and_tells_nothing(content, book, monkeypatch, caplog):
    def fail(package):
        raise RuntimeError("secret words")

    monkeypatch.setattr(views.packages, "find_package", fail)
    answer = content.get(book.listing)
    assert (answer.status_code, answer.content) == (500, b"")
    assert answer["Content-Security-Policy"] == DENY
    assert "content origin failed" in caplog.text


def test_a_range_and_a_validation_are_under_the_policy_of_the_file(content, book):
    part = content.get(book.files + "OEBPS/sound.mp3", headers={"range": "bytes=0-9"})
    same = content.get(book.files + "OEBPS/ch1.xhtml", headers={"if-none-match": "*"})
    outside = content.get(book.files + "OEBPS/sound.mp3", headers={"range": "bytes=99999-"})
    assert [answer.status_code for answer in (part, same, outside)] == [206, 304, 416]
    for answer in (part, same, outside):
        assert answer["Content-Security-Policy"] == filled(EPUB_FILE, book)


@pytest.mark.parametrize("line", list(TABLE))
def test_no_cookie_is_set_and_none_changes_the_answer(content, book, built, line):
    where = address(book, TABLE[line][0])
    plain = content.get(where)
    with_cookies = Browser(SERVER_NAME="content.testserver")
    with_cookies.cookies["sessionid"] = "x" * 32
    with_cookies.cookies["csrftoken"] = "y" * 32
    answer = with_cookies.get(where)
    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert (answer.status_code, answer.get("ETag")) == (plain.status_code, plain.get("ETag"))


@pytest.mark.parametrize(
    ("what", "cache"),
    [
        ("page epub", "no-store"),
        ("listing", "no-store"),
        ("file OEBPS/ch1.xhtml", "private, max-age=7200"),
        (f"path /e/{VERSION}/epub.js", "public, max-age=31536000, immutable"),
        ("file OEBPS/none.xhtml", "no-store"),
    ],
)
def test_each_response_is_kept_as_long_as_it_may_be(content, book, built, what, cache):
    assert content.get(address(book, what))["Cache-Control"] == cache


def test_no_token_is_written_to_the_log(content, book, caplog):
    caplog.set_level("WARNING", logger="django.request")  # as installations have it
    content.get(book.files + "OEBPS/none.xhtml")
    content.post(book.listing)
    Client(SERVER_NAME="evil.example").get(book.listing)
    assert book.token not in caplog.text
