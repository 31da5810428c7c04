"""The guide for authors, followed to the letter: its files written, its commands run, in their order."""

import re
import subprocess
from pathlib import Path

import pytest

from cms.run.options import ROOT
from tests.integration.plugins.outside import Environment

GUIDE = ROOT / "docs" / "guides" / "plugins.md"
SECTION = "## A distribution, step by step"
# A block of code, with the file that the line above it names, if any.
BLOCK = re.compile(
    r"(?:^`(?P<path>[\w./-]+)`[^\n]*:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def steps():
    """What an author writes and runs."""
    section = GUIDE.read_text("utf-8").partition(f"{SECTION}\n")[2].partition("\n## ")[0]
    return [(found["path"], found["kind"], found["text"]) for found in BLOCK.finditer(section)]


def test_each_block_of_the_guide_is_a_file_or_a_command():
    assert len(steps()) >= 12
    assert [text for path, kind, text in steps() if not path and kind != "sh"] == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_guide_leads_to_a_type_that_is_found_and_opened(tmp_path):
    environment = Environment(tmp_path)
    work = tmp_path / "author"
    work.mkdir()
    for path, _kind, text in steps():
        if path:
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text, "utf-8")
        else:
            command(environment, text, work)
    environment.environment.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    environment.run("manage.py", "reconcile_types")
    environment.run(str(Path(__file__).with_name("visit_riddle.py")))


def command(environment, text, work):
    """As in a shell in which `python` is the environment's."""
    names = {**environment.environment, "KHOVANG": str(ROOT), "PIP_NO_INDEX": "1"}
    names["PATH"] = f"{environment.python.parent}:{names['PATH']}"
    if "pytest" in text:
        del names["REDIS_URL"]
    done = subprocess.run(
        ["/bin/bash", "-euc", text], cwd=work, env=names, capture_output=True, text=True, check=False, timeout=500
    )
    assert done.returncode == 0, f"{text}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    if "pytest" in text:
        assert re.search(r"\d\d passed", done.stdout), done.stdout[-2000:]
