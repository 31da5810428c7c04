import pytest

from tests.checks.stubs import broken


@pytest.fixture
def shed(tmp_path, monkeypatch):
    """A package of which a stub promises too much."""
    (tmp_path / "packages" / "shed").mkdir(parents=True)
    (tmp_path / "packages" / "shed" / "__init__.py").write_text("def lend(book): ...\n\ndef more(): ...\n")
    (tmp_path / "typings" / "shed").mkdir(parents=True)
    stub = "def lend(book: str, days: int = ...) -> None: ...\ndef gone() -> None: ...\n"
    (tmp_path / "typings" / "shed" / "__init__.pyi").write_text(stub)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    monkeypatch.setenv("MYPYPATH", "")
    return tmp_path / "typings"


def test_names_and_parameters_that_a_package_lacks_are_named_and_what_a_stub_leaves_out_is_not(shed):
    assert [line.partition(" ")[0] for line in broken(["shed"], shed)] == ["shed.gone", "shed.lend"]


def test_a_stub_that_can_not_be_compared_is_a_fault(shed):
    (shed / "attic").mkdir()
    (shed / "attic" / "__init__.pyi").write_text("def climb() -> None: ...\n")
    assert list(broken(["attic"], shed))  # there is no such package
    (shed / "shed" / "__init__.pyi").write_text("def lend( -> None: ...\n")
    assert list(broken(["shed"], shed))
