"""A template shows what was decided: its tags and filters ask no access rule, sign nothing, raise no problem."""

import ast
import re

from cms.run.options import ROOT
from tests.checks.sources import tracked

_TAGS = re.compile(r"/templatetags/\w+\.py$")
# Modules by the last part of their name, as the house names what decides, signs, writes or refuses.
_DECIDES = re.compile(
    r"(^|\.)(access|authority_access|grants|packages|problems|opening|services|signing|pictures)(\.|$)"
)


def modules_of_tags():
    return [path for path in tracked() if _TAGS.search(path.as_posix())]


def imported(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_template_tags_decide_and_sign_nothing():
    modules = modules_of_tags()
    assert len(modules) > 1
    found = [
        (str(path), name) for path in modules for name in imported((ROOT / path).read_text()) if _DECIDES.search(name)
    ]
    assert found == []


def test_what_decides_is_found():
    source = (
        "from library_pages.media.playing.opening import playback_of\nfrom cms.web import icons, pictures\nimport os"
    )
    assert [name for name in imported(source) if _DECIDES.search(name)] == [
        "library_pages.media.playing.opening.playback_of",
        "cms.web.pictures",
    ]
