import pytest

from tests.checks.slugs import faults

PLUGIN = {"library_pages/types/podcast/plugin.py": "SLUG = 'podcast'\n"}


def found(project, path, text):
    return [fault.partition(" ")[0] for fault in faults(project({**PLUGIN, path: text}))]


def test_a_type_may_name_itself(project):
    assert list(faults(project(PLUGIN))) == []


@pytest.mark.parametrize("code", ["x = 'podcast'", "get_model('podcast.PodcastPage')", "t = 'types/podcast/open.html'"])
def test_code_that_names_a_type_is_found(project, code):
    assert found(project, "cms/web/views.py", f"{code}\n") == ["cms/web/views.py:1:"]


def test_a_sentence_and_a_docstring_may_speak_of_it(project):
    code = '"""Of a podcast."""\n\nx = "The podcast is too long."\ny = "podcasts"\n'
    assert found(project, "cms/web/views.py", code) == []


@pytest.mark.parametrize("line", ['<div class="tile podcast">', ".podcast { color: red }", "if (type == 'podcast') {}"])
def test_templates_and_scripts_that_name_a_type_are_found(project, line):
    assert found(project, "cms/web/templates/web/item.html", f"{line}\n") == ["cms/web/templates/web/item.html:1:"]


def test_tests_may_name_it(project):
    assert found(project, "tests/unit/test_a.py", "x = 'podcast'\n") == []


@pytest.mark.parametrize(
    ("line", "faulty"),
    [("x = 'video/mp4'", False), ("y = stream.type == 'video'", False), ("if slug == 'video':", True)],
)
def test_a_word_of_media_standards_counts_where_a_slug_is_spoken_of(project, line, faulty):
    code = f"{line} pass\n" if line.endswith(":") else f"{line}\n"
    declared = {"library_pages/types/video/plugin.py": "SLUG = 'video'\n", "cms/web/views.py": code}
    assert bool(list(faults(project(declared)))) is faulty
