"""Authors of types import the public package alone, and every name in it is listed."""

import ast
import re
from pathlib import Path
from string import Template

import pytest

from cms.run.options import ROOT
from tests.checks import sdk
from tests.checks.sources import APPS, tracked

OURS = {*APPS, "library_collections"} - {"collections"}
PUBLIC = re.compile(r"library_pages\.sdk(\.|\Z)")


def foreign(source):
    """What a module takes from the platform that is not public: by import, or by dotted path."""
    tree = ast.parse(source)
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    named += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    # `search.fields` is a field of the declaration: only these two folders are named by dotted paths.
    named += [text for text in strings if re.fullmatch(r"(cms|library_pages)(\.\w+)+", text)]
    return [name for name in named if name.partition(".")[0] in OURS and not PUBLIC.match(name)]


OUTSIDE = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to("tests/plugins")]
BUILT_IN = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to("library_pages/types")]
SKELETON = [path for path in tracked() if path.match("cms/plugins/skeleton/*.py.txt")]


@pytest.mark.parametrize("path", [*OUTSIDE, *SKELETON, *BUILT_IN], ids=str)
def test_a_type_takes_nothing_of_the_platform_but_what_is_public(path):
    text = Template((ROOT / path).read_text("utf-8")).safe_substitute(slug="x", Class="X", words="x", Words="X")
    own = re.compile(r"library_pages\.types\b")
    assert [name for name in foreign(text) if not own.match(name)] == []


@pytest.mark.parametrize(
    "line", ["from cms.foundation.text import nfc", "import search.port", 'passages = "library_pages.text.selectors.x"']
)
def test_what_is_not_public_is_found(line):
    assert foreign(line)


def test_every_name_of_the_package_is_listed_and_there():
    for module in sdk.modules():
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        imported = {
            alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert sorted(imported) == sorted(module.__all__), module.__name__
        assert all(hasattr(module, name) for name in module.__all__)


def test_every_module_of_the_package_is_in_the_guide():
    guide = (ROOT / "docs/guides/plugins.md").read_text("utf-8")
    assert [module.__name__ for module in sdk.modules() if f"`{module.__name__}`" not in guide] == []


def test_the_package_is_what_its_number_promises():
    released, before = sdk.read((ROOT / sdk.KEPT).read_text("utf-8"))
    assert list(sdk.faults(before, sdk.surface(), released, sdk.CONTRACT)) == []
