import json

import pytest

from tests.checks.locks import faults

HASH = " \\\n    --hash=sha256:" + "0" * 64
FILES = {
    "pyproject.toml": '[project]\ndependencies = ["Django>=5.2,<5.3"]\n[dependency-groups]\ndev = ["ruff==0.17.6"]\n',
    "requirements.lock": f"django==5.2.19{HASH}\n",
    "requirements-dev.lock": f"django==5.2.19{HASH}\nruff==0.17.6{HASH}\n",
    "package.json": json.dumps({"dependencies": {"a": "1.0.0"}}),
    "package-lock.json": json.dumps(
        {"packages": {"": {"dependencies": {"a": "1.0.0"}}, "node_modules/a": {"version": "1.0.0", "integrity": "x"}}}
    ),
}


def test_locks_that_fit_have_no_fault(project):
    assert list(faults(project(FILES))) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("requirements.lock", "django==", "--index-url https://x.test/simple\ndjango==", "address of a registry"),
        ("requirements.lock", HASH, "", "has no hash"),
        ("requirements.lock", "5.2.19", "5.1.0", "is locked as 5.1.0"),
        ("requirements-dev.lock", "ruff==0.17.6", "ruff==0.17.5", "is locked as 0.17.5"),
        ("requirements-dev.lock", "django==5.2.19", "django==5.2.18", "which people run"),
        ("package-lock.json", '"integrity": "x"', '"resolved": "https://x.test/a.tgz", "integrity": "x"', "an address"),
        ("package-lock.json", ', "integrity": "x"', "", "has no hash"),
        ("package.json", '"a": "1.0.0"', '"a": "2.0.0"', "are not those of package.json"),
    ],
)
def test_a_lock_that_does_not_fit_is_named(project, name, old, new, words):
    assert old in FILES[name]
    found = list(faults(project({**FILES, name: FILES[name].replace(old, new)})))
    assert any(words in fault for fault in found), found
