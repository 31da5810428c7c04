"""The player's pure parts, run by Node from the source."""

import json
import subprocess

import pytest

from cms.run.front_end import node_tools
from cms.run.options import ROOT

_PLAYER = ROOT / "library_pages/media/frontend/player"


def called(module, name, *cases):
    """What a function of a module answers to each list of arguments."""
    run = f"""
import {{ readFileSync }} from "node:fs";
import {{ {name} }} from "{(_PLAYER / module).as_uri()}";
const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map((given) => {name}(...given))));
"""
    command = [str(node_tools().node), "--input-type=module", "--eval", run]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_times_are_written_as_on_a_clock():
    cases = [([0], "0:00"), ([59.9], "0:59"), ([760], "12:40"), ([3912], "1:05:12"), ([None], "0:00")]
    assert called("times.js", "clock", *(given for given, _ in cases)) == [words for _, words in cases]


@pytest.mark.parametrize(
    ("fragment", "second"),
    [
        ("#t=83.2", 83.2),
        ("#t=npt:83", 83),
        ("#t=1:23", 83),
        ("#t=1:01:23", 3683),
        ("#t=83,90", 83),
        ("#page=3&t=7", 7),
        ("#page=3", None),
        ("#t=1.2.3", None),
        ("", None),
        (None, None),
    ],
)
def test_a_media_fragment_names_a_second(fragment, second):
    assert called("times.js", "seconds", [fragment]) == [second]


def test_a_place_says_its_second_and_its_share():
    [locator] = called("times.js", "locatorOf", [83.24, 166.48, "Trăng lên"])
    assert locator == {
        "href": "#t=83.2",
        "type": "application/vnd.apple.mpegurl",
        "title": "Trăng lên",
        "locations": {"fragments": ["t=83.2"], "totalProgression": 0.5},
    }
    assert called("times.js", "secondsOf", [locator]) == [83.2]


def test_a_place_in_a_book_is_no_second():
    locator = {"href": "c1.xhtml", "locations": {"fragments": ["epubcfi(/6/4!/4/2)"], "totalProgression": 0.5}}
    assert called("times.js", "secondsOf", [locator], [None]) == [None, None]


@pytest.mark.parametrize(
    ("intervals", "joined"),
    [
        ([], []),
        ([[5, 5], [9, 8]], []),
        ([[10, 20], [0, 5]], [[0, 5], [10, 20]]),
        ([[0, 10], [5, 15], [15.4, 20]], [[0, 20]]),
        ([[0, 30], [5, 15]], [[0, 30]]),
    ],
)
def test_what_was_played_is_the_union_of_its_intervals(intervals, joined):
    assert called("intervals.js", "union", [intervals]) == [joined]
