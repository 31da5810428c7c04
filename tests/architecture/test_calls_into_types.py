"""What a declaration names is resolved and called where a fault of its type is caught, and nowhere else."""

import ast

from cms.run.options import ROOT
from tests.checks.sources import APPS, tracked

# The checks only look whether it is there; the suite of authors wants to see what is raised.
_RESOLVES = {"cms/plugins/isolation.py", "cms/plugins/checks.py", "library_pages/sdk/testing.py"}


def resolves(source):
    tree = ast.parse(source)
    named = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "cms.plugins.registry"
        and any(alias.name == "resolve" for alias in node.names)
        for node in ast.walk(tree)
    )
    called = any(ast.unparse(node) == "registry.resolve" for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return named or called


def test_dotted_paths_are_resolved_where_faults_are_caught():
    modules = [path for path in tracked() if path.suffix == ".py" and path.parts[0] in APPS]
    assert {path.as_posix() for path in modules if resolves((ROOT / path).read_text())} == _RESOLVES


def test_a_call_beside_it_is_found():
    assert resolves("from cms.plugins import registry\nregistry.resolve(path)(page)")
    assert resolves("from cms.plugins.registry import get, resolve")
    assert not resolves("from django.urls import resolve\nresolve('/')")
