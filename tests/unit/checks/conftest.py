import subprocess

import pytest


@pytest.fixture
def project(tmp_path):
    """Makes a small project under version control from `{path: text}`; its root."""

    def make(files):
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return make
