import re

import pytest

from tests.integration.content_origin.conftest import CONTENT, SITE, VERSION


@pytest.mark.parametrize("engine", ["epub", "pdf"])
def test_the_page_lets_in_its_own_script_and_names_its_site(content, book, built, engine):
    answer = content.get(book.page(engine))
    html = answer.content.decode()
    nonce = re.search(r'nonce="([^"]+)"', html).group(1)
    assert f"script-src 'nonce-{nonce}'" in answer["Content-Security-Policy"]
    assert f'src="{CONTENT}/e/{VERSION}/{engine}.js"' in html
    assert f'href="{CONTENT}/e/{VERSION}/{engine}.css"' in html
    assert f'data-site="{SITE}"' in html
    assert html.count("<script") == 1


def test_no_nonce_comes_twice(content, book, built):
    nonces = {
        re.search(r'nonce="([^"]+)"', content.get(book.page("epub")).content.decode()).group(1) for _ in range(20)
    }
    assert len(nonces) == 20


def test_without_a_build_there_is_no_engine(content, book, settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    assert content.get(book.page("epub")).status_code == 404


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("epub.js", "text/javascript; charset=utf-8"),
        ("epub.css", "text/css; charset=utf-8"),
        ("licences.txt", "text/plain; charset=utf-8"),
        ("pdf/cmaps/UniGB.bcmap", "application/octet-stream"),
    ],
)
def test_bundles_come_with_their_media_type(content, built, path, media_type):
    assert content.get(f"/e/{VERSION}/{path}")["Content-Type"] == media_type


@pytest.mark.parametrize(
    "path",
    [
        "/e/ba9876543210/epub.js",
        "/e/../manifest.json",
        "/e/%2e%2e/manifest.json",
        "/e/./manifest.json",
        f"/e/{VERSION}/../../manifest.json",
        f"/e/{VERSION}/..%2f..%2fmanifest.json",
        f"/e/{VERSION}/%2e%2e/%2e%2e/manifest.json",
        f"/e/{VERSION}//etc/passwd",
        f"/e/{VERSION}/pdf",
        f"/e/{VERSION}/pdf/",
        f"/e/{VERSION}/",
    ],
)
def test_no_path_leads_out_of_the_bundles(content, built, path):
    assert content.get(path).status_code == 404


def test_a_link_out_of_the_bundles_is_not_followed(content, built):
    secret = built / "secret.txt"
    secret.write_text("words", encoding="utf-8")
    (built / "reader" / "engines" / VERSION / "way-out.txt").symlink_to(secret)
    assert content.get(f"/e/{VERSION}/way-out.txt").status_code == 404


def test_a_bundle_that_the_browser_has_is_not_sent_again(content, built):
    etag = content.get(f"/e/{VERSION}/epub.js")["ETag"]
    assert content.get(f"/e/{VERSION}/epub.js", headers={"if-none-match": etag}).status_code == 304
