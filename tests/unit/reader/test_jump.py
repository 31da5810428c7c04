"""When a jump becomes the place that is kept, run by Node from the source."""

from __future__ import annotations

import json
import subprocess

from cms.run.front_end import node_tools
from cms.run.options import ROOT

_JUMP = (ROOT / "cms/web/frontend/reader/shell/jump.js").as_uri()
_RUN = f"""
import {{ readFileSync }} from "node:fs";
import {{ Jump }} from "{_JUMP}";
const jump = new Jump();
const kept = JSON.parse(readFileSync(0, "utf8")).map(([act, page]) => (
  act === "away" || act === "home" ? jump[act]() ?? null : jump.reads({{ locations: {{ position: page }} }}, act)));
console.log(JSON.stringify(kept));
"""


def kept(*acts):
    """Whether each move is kept as the reader's place; None for what is no move."""
    command = [str(node_tools().node), "--input-type=module", "--eval", _RUN]
    given = json.dumps([act if isinstance(act, list) else [act, None] for act in acts])
    return json.loads(subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout)


def test_a_jump_is_no_place_until_three_pages_are_turned_there():
    found = kept("page", "away", "link", "page", "page", "page", "page")
    assert found == [True, None, False, False, False, True, True]


def test_another_jump_begins_the_count_anew():
    assert kept("away", "link", "page", "page", "away", "link", "page", "page")[-1] is False


def test_who_is_back_reads_at_once():
    assert kept("away", "link", "home", "navigation", "page") == [None, False, None, True, True]


def test_scrolling_within_a_page_is_not_reading_on():
    moves = [["scroll", page] for page in (7, 7, 7, 7, 8, 9, 10)]
    assert kept("away", ["navigation", 7], *moves)[2:] == [False] * 6 + [True]
