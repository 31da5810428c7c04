"""Engines that types bring: served below a path of their own, and refused where they ask for what none may have."""

import re
from dataclasses import replace

import pytest

from cms.plugins import registry
from cms.plugins.engines import Bundle, Engine, Source
from cms.run.options import ROOT
from cms.web.content_origin import checks, engines, headers
from cms.web.content_origin.packages import Opened, grant_package
from tests.integration.content_origin.conftest import CONTENT, SITE, store

PLUGIN = ROOT / "tests" / "plugins" / "khovang_songbook"
ORIGIN = "khovang-songbook 1.0.0"


@pytest.fixture
def songs(monkeypatch):
    """The declaration of the engine that the songbook brings; its distribution is importable and not installed."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    from khovang_songbook.engines import SONGS

    return SONGS


@pytest.fixture
def bring(monkeypatch):
    """Lets an installed type bring these engines: `bring(engine, …)`; gives the messages of the start's check."""

    def brought(*declared: Engine):
        declaration = replace(registry.all_types()[0], engines=declared)
        monkeypatch.setitem(registry._types, declaration.slug, declaration)
        plugin = replace(registry.plugin_of(declaration.slug), origin=ORIGIN)
        monkeypatch.setitem(registry._plugins, declaration.slug, plugin)
        engines._by_name.cache_clear()
        return checks.engines_are_sealed()

    yield brought
    monkeypatch.undo()
    engines._by_name.cache_clear()


def test_the_page_loads_the_bundle_of_its_distribution_by_exact_path(content, book, songs, bring):
    assert bring(songs) == []
    answer = content.get(book.page("songs"))
    html = answer.content.decode()
    version = re.search(rf'src="{CONTENT}/b/songs/([0-9a-f]{{12}})/songs.js"', html).group(1)
    nonce = re.search(r'nonce="([^"]+)"', html).group(1)
    assert f'href="{CONTENT}/b/songs/{version}/songs.css"' in html
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src {CONTENT}/b/songs/{version}/; "
        f"connect-src {CONTENT}{book.files}; base-uri 'none'; form-action 'none'; frame-ancestors {SITE}; "
        "sandbox allow-scripts allow-same-origin"
    )
    assert answer["Permissions-Policy"] == headers.PERMISSIONS
    assert not answer.has_header("Clear-Site-Data")
    for name, kind in {"songs.js": "text/javascript; charset=utf-8", "songs.css": "text/css; charset=utf-8"}.items():
        file = content.get(f"/b/songs/{version}/{name}")
        assert file.body == (PLUGIN / "khovang_songbook" / "engine" / name).read_bytes()
        assert file["Content-Type"] == kind
        assert file["Cache-Control"] == "public, max-age=31536000, immutable"
        assert file["Content-Security-Policy"] == headers.DENY


@pytest.mark.parametrize(
    "path", ["0123456789ab/songs.js", "{version}/../plugin.py", "{version}/%2e%2e/plugin.py", "{version}/", "{version}"]
)
def test_no_path_leads_out_of_a_bundle_that_was_brought(content, songs, bring, path):
    bring(songs)
    version = engines.bundle_prefix(songs).split("/")[3]
    assert content.get(f"/b/songs/{path.format(version=version)}").status_code == 404


def test_a_file_that_changes_changes_the_address(tmp_path, songs, bring, monkeypatch):
    folder = tmp_path / "other_songbook" / "engine"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "songs.css").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    other = replace(songs, bundle=replace(songs.bundle, package="other_songbook"))
    prefixes = set()
    for script in ("export {}", "export default 1"):
        (folder / "songs.js").write_text(script)
        engines._digest.cache_clear()
        prefixes.add(engines.bundle_prefix(other))
    assert len(prefixes) == 2


def test_our_own_engines_may_not_load_what_others_bring(content, book, built, songs, bring):
    bring(songs)
    for engine in ("epub", "pdf"):
        assert "/b/" not in content.get(book.page(engine))["Content-Security-Policy"]


LOOSE = {
    "a network": {"sources": {"connect-src": (Source.FILES, "https://example.org")}},
    "everything": {"sources": {"img-src": ("*",)}},
    "the whole origin": {"sources": {"connect-src": ("'self'",)}},
    "the site": {"sources": {"frame-src": (SITE,)}},
    "scripts of its own choice": {"sources": {"script-src": ("'unsafe-inline'",)}},
    "eval": {"sources": {"style-src": ("'unsafe-eval'",)}},
    "frames of everybody": {"sources": {"frame-ancestors": ("*",)}},
    "a second directive": {"sources": {"style-src 'none'; script-src": (Source.BUNDLE,)}},
    "a policy in a source": {"sources": {"img-src": ("data:; script-src *",)}},
    "forms that go away": {"sources": {"form-action": ("https://example.org",)}},
    "top navigation": {"scripted": True, "sandbox": ("allow-top-navigation",)},
    "top navigation by a click": {"scripted": True, "sandbox": ("allow-top-navigation-by-user-activation",)},
    "windows": {"scripted": True, "sandbox": ("allow-popups",)},
    "downloads": {"scripted": True, "sandbox": ("allow-downloads",)},
    "the storage of others": {"scripted": True, "sandbox": ("allow-storage-access-by-user-activation",)},
    "a flag in a flag": {"scripted": True, "sandbox": ("allow-forms allow-popups",)},
    "a worker for a stranger": {"scripted": True, "sources": {"worker-src": (Source.BUNDLE,)}},
    "dialogs over a book": {"sandbox": ("allow-modals",)},
    "the camera": {"features": ("camera",)},
    "two features in one": {"features": ("autoplay=*, camera",)},
}


@pytest.mark.parametrize("change", LOOSE)
def test_what_loosens_the_policy_is_named_at_the_start_and_not_served(content, songs, bring, change):
    loose = replace(songs, **LOOSE[change])
    found = bring(loose)
    assert [message.id for message in found] == ["engines.E004"]
    assert f"“songs” from {ORIGIN}" in found[0].msg
    opened = Opened.SCRIPTED if loose.scripted else Opened.SEALED
    assert content.get(grant_package(store(), opened).page("songs")).status_code == 404


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"name": "Songs"}, "E001"),
        ({"name": "s"}, "E001"),
        ({"name": "files.json"}, "E001"),
        ({"name": "epub"}, "E002"),
        ({"bundle": Bundle(package="khovang_songbook", script="none.js", style="songs.css")}, "E003"),
        ({"bundle": Bundle(package="khovang_songbook", script="songs.js", style="../models.py")}, "E003"),
        ({"bundle": Bundle(package="khovang_songbook", folder="none", script="songs.js", style="songs.css")}, "E003"),
        ({"bundle": Bundle(package="khovang_songbook", folder="..", script="songs.js", style="songs.css")}, "E003"),
        ({"bundle": Bundle(package="none_such", script="songs.js", style="songs.css")}, "E003"),
        ({"bundle": Bundle(script="songs.js", style="songs.css")}, "E003"),
    ],
)
def test_a_fault_is_named_with_the_distribution_and_the_engine_not_served(songs, bring, change, number):
    faulty = replace(songs, **change)
    found = bring(faulty)
    assert {message.id for message in found} == {f"engines.{number}"}
    assert all(ORIGIN in message.msg and message.hint for message in found)
    assert engines.engine_of(faulty.name) is not faulty


def test_the_first_keeps_a_name_that_two_want(songs, bring):
    (found,) = bring(songs, replace(songs, title="Others"))
    assert found.id == "engines.E002"
    assert engines.engine_of("songs") == songs


def test_a_token_opens_the_kind_of_engine_that_it_was_signed_for_alone(content, songs, bring):
    package = store()
    bring(
        replace(songs, scripted=True, sources={**songs.sources, "frame-src": (Source.FILES,)}, sandbox=("allow-forms",))
    )
    sealed, scripted = grant_package(package), grant_package(package, Opened.SCRIPTED)
    assert content.get(sealed.page("songs")).status_code == 404
    answer = content.get(scripted.page("songs"))
    assert answer["Content-Security-Policy"].endswith("sandbox allow-scripts allow-same-origin allow-forms")
    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    files = CONTENT + scripted.files
    assert content.get(scripted.files + "OEBPS/ch1.xhtml")["Content-Security-Policy"] == (
        f"default-src {files} data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src {files}; "
        f"frame-src {files} blob: data:; worker-src 'none'; object-src 'none'; base-uri {files}; form-action 'none'; "
        f"frame-ancestors {SITE} {CONTENT}; sandbox allow-scripts allow-same-origin allow-forms allow-modals"
    )
    sandbox = content.get(sealed.files + "OEBPS/ch1.xhtml")["Content-Security-Policy"].partition("sandbox ")[2]
    assert sandbox == "allow-same-origin"


def test_our_own_engines_open_no_package_whose_scripts_run(content, built):
    scripted = grant_package(store(), Opened.SCRIPTED)
    assert content.get(scripted.page("epub")).status_code == 404
