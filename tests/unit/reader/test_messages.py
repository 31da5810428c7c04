"""What the reader's shell lets in from an engine: its guard, run by Node from the source."""

from __future__ import annotations

import json
import subprocess

from cms.run.front_end import node_tools
from cms.run.options import ROOT

_GUARD = (ROOT / "cms/web/frontend/reader/shell/messages.js").as_uri()
# All messages of a run come within one second of the guard's clock.
_RUN = f"""
import {{ readFileSync }} from "node:fs";
import {{ Guard }} from "{_GUARD}";
Object.defineProperty(performance, "now", {{ value: () => 5500 }});
const guard = new Guard();
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((message) => guard.admit(message))));
"""


def admitted(*messages):
    """What becomes of each message: its fields, or None."""
    command = [str(node_tools().node), "--input-type=module", "--eval", _RUN]
    done = subprocess.run(command, input=json.dumps(messages), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def place(total=0.5, **more):
    locations = {"progression": 0.5, "totalProgression": total, "fragments": ["epubcfi(/6/4!/4/2/1:0)"]}
    return {"href": "c1.xhtml", "type": "application/xhtml+xml", "locations": locations, **more}


def moved(locator, **more):
    return {"v": 1, "type": "relocate", "reason": "page", "locator": locator, **more}


ALLOWED = [
    moved(place()),
    {"v": 1, "type": "ready", "ms": 3, "sections": [10, 0, 20]},
    {"v": 1, "type": "ready", "ms": 3, "pages": 8},
    {"v": 1, "type": "key", "key": "tap"},
    {"v": 1, "type": "link", "href": "https://vi.wikipedia.org/wiki/Nghé"},
    {"v": 1, "type": "note", "label": "2", "text": "Nay thuộc Hà Nội.", "href": "c1.xhtml#n2"},
    moved(place(), reason="link"),
    {"v": 1, "type": "error", "name": "password-needed"},
    {"v": 1, "type": "result", "re": 4, "ok": True},
]
REFUSED = [
    None,
    7,
    "relocate",
    [],
    {**moved(place()), "v": 2},
    {**moved(place()), "type": "moved"},
    {**moved(place()), "type": "constructor"},
    {**moved(place()), "type": ["relocate"]},
    {**moved(place()), "reason": "whim"},
    moved(None),
    moved(place(9)),
    moved(place(-0.1)),
    moved(place("0.5")),
    moved(place(None)),
    moved(place(href="x" * 5000)),
    moved(place(href=7)),
    moved(place(type="")),
    moved(place(locations=None)),
    moved(place(text=None)),
    {"v": 1, "type": "ready"},
    {"v": 1, "type": "ready", "sections": [-1]},
    {"v": 1, "type": "ready", "sections": [1.5]},
    {"v": 1, "type": "ready", "sections": [1] * 30_000},
    {"v": 1, "type": "key", "key": "Enter"},
    {"v": 1, "type": "link", "href": "javascript:alert(1)"},
    {"v": 1, "type": "link", "href": "data:text/html,x"},
    {"v": 1, "type": "link", "href": "https://" + "a" * 3000},
    {"v": 1, "type": "note", "label": "2", "href": "c1.xhtml#n2"},
    {"v": 1, "type": "note", "label": "2", "text": "", "href": "c1.xhtml#n2"},
    {"v": 1, "type": "note", "label": "2" * 50, "text": "Dài", "href": "c1.xhtml#n2"},
    {"v": 1, "type": "note", "label": "2", "text": "Dài " * 500, "href": "c1.xhtml#n2"},
    {"v": 1, "type": "note", "label": "2", "text": {"html": "<b>"}, "href": "c1.xhtml#n2"},
    {"v": 1, "type": "note", "label": "2", "text": "Dài", "href": ["c1.xhtml"]},
    {"v": 1, "type": "error", "name": "<b>"},
    {"v": 1, "type": "result", "re": -1, "ok": True},
]


def test_the_protocols_messages_come_in():
    assert [found and found["type"] for found in admitted(*ALLOWED)] == [message["type"] for message in ALLOWED]


def test_anything_else_is_refused():
    found = admitted(*REFUSED)
    assert [message for message, fields in zip(REFUSED, found, strict=True) if fields] == []


def test_known_members_of_a_place_come_in_and_no_others():
    given = place(title="Chương 1", evil=1, text={"before": "a", "highlight": "b", "evil": "c"})
    given["locations"] |= {"position": 3, "label": "iii", "offset": 2, "partialCfi": "/4/2", "evil": 1}
    [found] = admitted(moved(given, page="7"))
    assert found == {
        "type": "relocate",
        "reason": "page",
        "page": "7",
        "locator": {
            "href": "c1.xhtml",
            "type": "application/xhtml+xml",
            "title": "Chương 1",
            "locations": {
                "progression": 0.5,
                "totalProgression": 0.5,
                "position": 3,
                "label": "iii",
                "partialCfi": "/4/2",
                "fragments": ["epubcfi(/6/4!/4/2/1:0)"],
            },
            "text": {"before": "a", "highlight": "b"},
        },
    }


def test_a_message_of_more_than_256_kib_is_refused():
    small, large = "x" * 200_000, "x" * 300_000
    assert [bool(found) for found in admitted(moved(place(), more=small), moved(place(), more=large))] == [True, False]


def test_of_a_flood_the_first_200_of_a_second_come_in():
    found = admitted(*[{"v": 1, "type": "key", "key": "move"}] * 500)
    assert [index for index, message in enumerate(found) if message] == list(range(200))
