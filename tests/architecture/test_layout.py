"""What holds the house together and no checker looks at."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from cms.run.options import ROOT
from tests.checks.sources import app_folders, tracked

OURS = [config for config in apps.get_app_configs() if "site-packages" not in config.path]


@pytest.mark.parametrize("entry", [["-m", "pytest", "--version"], ["manage.py", "version"], ["-c", ""]])
def test_the_second_source_root_leaves_the_standard_library_alone(entry):
    code = "import collections, sys; assert hasattr(collections, 'OrderedDict')"
    for arguments in (entry, ["-c", code]):
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_no_model_takes_the_word_that_wagtail_owns():
    assert [model for config in OURS for model in config.get_models() if model.__name__ == "Collection"] == []


def test_no_contract_of_the_layers_has_an_exception():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in contracts if "ignore_imports" in contract] == []
    assert {contract["type"] for contract in contracts} >= {"layers", "independence", "forbidden"}


def test_every_application_stands_in_a_layer():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    named = {name.strip() for layer in layers for name in layer.split("|")}
    for config in OURS:
        parts = config.name.split(".")
        assert any(".".join(parts[:count]) in named for count in range(1, len(parts) + 1)), config.name


def test_every_folder_of_python_in_an_application_is_a_package():
    for app in app_folders():
        folders = {path.parent for path in tracked() if path.suffix == ".py" and path.is_relative_to(app)}
        assert [folder for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


def test_an_exception_to_a_checker_has_a_code_and_a_reason():
    # The reason may stand behind the code, or in the line above.
    bare = [
        f"{path}:{number}"
        for path in tracked()
        if path.suffix == ".py" and path.parts[0] in {"cms", "library_pages", "search", "collections"}
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if line.rstrip().endswith(("# noqa", "# type: ignore", "# pragma: no cover"))
    ]
    assert bare == []


def test_the_wheel_holds_every_application():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    tops = {Path(name) for name in packages["packages"]}
    for app in app_folders():
        assert app.parts[0] == "tests" or any(app.is_relative_to(top) for top in tops), app
