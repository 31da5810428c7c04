import pytest

from tests.checks.licences import Licensed, faults, node_packages, python_packages


@pytest.mark.parametrize("licence", ["MIT", "BSD License", "Apache-2.0", "LGPL-3.0-only", "MPL-2.0", "OFL-1.1"])
def test_permissive_licences_and_weak_copyleft_pass(licence):
    assert list(faults([Licensed("Python", "a", "1", licence)])) == []


@pytest.mark.parametrize(
    "licence", ["", "GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v3", "Proprietary"]
)
def test_others_are_named(licence):
    assert len(list(faults([Licensed("Python", "a", "1", licence)]))) == 1


def test_the_list_has_what_is_installed_and_what_the_browser_gets():
    names = {package.name for package in (*python_packages(), *node_packages())}
    assert {"Django", "wagtail"} <= names or {"django", "wagtail"} <= names
    assert {"pdfjs-dist", "foliate-js"} <= names
    assert "esbuild" not in names
