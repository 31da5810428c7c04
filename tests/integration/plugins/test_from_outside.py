"""A type from another distribution, installed by pip into an environment of its own, taken away, installed again."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.harness.fixtures.services import _remove_indexes
from tests.integration.plugins.outside import Outside

HERE = Path(__file__).parent
# A type without a content of the library's, one with a kind of content of its own, one whose packages run scripts.
VISITS = {"poem": "visit.py", "songbook": "visit_songbook.py", "drill": "visit_drill.py"}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("slug", VISITS)
def test_a_type_from_outside_comes_goes_and_comes_back(tmp_path, slug):
    outside, visit = Outside(tmp_path, slug), str(HERE / VISITS[slug])
    outside.install()
    outside.start()
    outside.run(visit, "make")
    outside.uninstall()
    outside.start()
    outside.run(visit, "gone")
    outside.install()
    outside.start()
    outside.run(visit, "back")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_facet_from_outside_narrows_with_every_engine(tmp_path, elasticsearch_url):
    outside, visit = Outside(tmp_path, "poem"), str(HERE / VISITS["poem"])
    prefix = f"kvt-outside-{uuid4().hex}"
    outside.environment |= {"ELASTICSEARCH_URL": elasticsearch_url, "SEARCH_INDEX_PREFIX": prefix}
    outside.install()
    outside.start()
    outside.run(visit, "make")
    try:
        outside.run(visit, "narrow")
    finally:
        _remove_indexes(elasticsearch_url, prefix)


# How the suite is run, by one line in the tests of the distribution or without a line, and the types it must run for.
SUITES = {
    "songbook": (["-c", "plugin/pyproject.toml", "plugin/tests"], ["songbook", "songsheet"]),
    "poem": (["--ds", "cms.settings.test", "--pyargs", "library_pages.sdk.testing"], ["poem"]),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("slug", SUITES)
def test_a_type_from_outside_passes_the_suite_that_every_type_passes(tmp_path, slug):
    arguments, types = SUITES[slug]
    outside = Outside(tmp_path, slug)
    outside.install()
    outside.run("manage.py", "compile_translations")
    del outside.environment["REDIS_URL"], outside.environment["DJANGO_SETTINGS_MODULE"]
    output = outside.run("-m", "pytest", *arguments, "-v", "-p", "no:cacheprovider", cwd=tmp_path)
    for kind in types:
        assert len([line for line in output.splitlines() if f"[{kind}]" in line and "PASSED" in line]) >= 15
    assert "skipped" not in output


@pytest.mark.timeout(600)
def test_a_type_whose_callables_raise_takes_down_no_page_of_others(tmp_path):
    outside = Outside(tmp_path, "leaflet")
    outside.install()
    outside.start()
    outside.run(str(HERE / "visit_raising.py"))


@pytest.mark.parametrize("slug", [*VISITS, "leaflet"])
def test_the_plugins_are_not_installed_here(slug):
    # Else the tests above would prove nothing.
    done = subprocess.run(
        [sys.executable, "-c", f"import khovang_{slug}"],
        capture_output=True,
        env=dict(os.environ),
        check=False,
        cwd="/",
    )
    assert done.returncode == 1
