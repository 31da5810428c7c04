import gettext
import os
from types import SimpleNamespace

import polib
import pytest

from cms.plugins import translations
from cms.plugins.translations import catalogues, compile_catalogues, compile_plugins, uncompiled, why_not_compiled


@pytest.fixture
def catalogue(tmp_path):
    folder = tmp_path / "cms" / "web" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    write(folder / "django.po", "Đọc tiếp")
    return folder / "django.po"


def write(path, text):
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    file.append(polib.POEntry(msgid="Continue reading", msgstr=text))
    file.save(str(path))


def spoken(path):
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Continue reading")


def test_a_catalogue_is_compiled_and_then_left_alone(tmp_path, catalogue):
    assert compile_catalogues(tmp_path) == 1
    assert spoken(catalogue) == "Đọc tiếp"
    assert compile_catalogues(tmp_path) == 0


def test_a_changed_catalogue_is_compiled_again(tmp_path, catalogue):
    compile_catalogues(tmp_path)
    write(catalogue, "Đọc tiếp nào")
    later = catalogue.with_suffix(".mo").stat().st_mtime_ns + 1_000_000
    os.utime(catalogue, ns=(later, later))

    assert compile_catalogues(tmp_path) == 1
    assert spoken(catalogue) == "Đọc tiếp nào"


def test_types_and_collections_are_searched_and_strangers_are_not(tmp_path):
    for place in ("library_pages/types/ebook", "collections/library_collections", "search", "node_modules/x"):
        folder = tmp_path / place / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").touch()

    found = [path.relative_to(tmp_path).parts[0] for path in catalogues(tmp_path)]

    assert found == ["library_pages", "collections", "search"]


@pytest.fixture
def plugin(catalogue, monkeypatch):
    """A distribution whose app has the catalogue."""
    found = SimpleNamespace(folder=catalogue.parents[3], installed_at=1.0)
    monkeypatch.setattr(translations, "discover", lambda: [found])
    return found


def test_catalogues_of_distributions_are_compiled_where_they_lie(plugin, catalogue):
    assert uncompiled(plugin) == [catalogue]
    assert compile_plugins() == 1
    assert spoken(catalogue) == "Đọc tiếp"
    assert (uncompiled(plugin), compile_plugins()) == ([], 0)


def test_a_catalogue_that_can_not_be_read_is_left_to_the_checks_and_says_why(plugin, catalogue):
    catalogue.write_text("This is no catalogue.\n")
    assert compile_plugins() == 0
    assert uncompiled(plugin) == [catalogue]
    assert why_not_compiled(catalogue) == f"Syntax error in po file {catalogue} (line 1)"
