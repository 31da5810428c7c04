import ast

import pytest
from django.core.management import CommandError, call_command


def test_the_skeleton_is_complete_and_parses(tmp_path, capsys):
    call_command("new_type", "folk_song", under=tmp_path)
    folder = tmp_path / "folk_song"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {
        "__init__.py",
        "apps.py",
        "plugin.py",
        "models.py",
        "passages.py",
        "migrations/0001_initial.py",
        "templates/folk_song/open.html",
        "locale/vi/LC_MESSAGES/django.po",
    } <= files
    for path in folder.rglob("*.py"):
        ast.parse(path.read_text())
        assert "$" not in path.read_text()
    assert "FolkSongPage" in (folder / "models.py").read_text()
    assert str(folder) in capsys.readouterr().out


def test_the_name_in_vietnamese_goes_into_the_catalogue(tmp_path):
    call_command("new_type", "folk_song", under=tmp_path, vi="Dân ca")
    catalogue = (tmp_path / "folk_song" / "locale" / "vi" / "LC_MESSAGES" / "django.po").read_text()
    assert 'msgid "Folk song"\nmsgstr "Dân ca"' in catalogue
    assert 'msgid "folk song"\nmsgstr "dân ca"' in catalogue


@pytest.mark.parametrize("name", ["Podcast", "9lives", "with-dash", "", "a"])
def test_a_name_that_is_no_slug_is_refused(tmp_path, name):
    with pytest.raises(CommandError, match="slug"):
        call_command("new_type", name, under=tmp_path)


def test_an_existing_type_is_not_overwritten(tmp_path):
    with pytest.raises(CommandError, match="there already"):
        call_command("new_type", "ebook", under=tmp_path)
