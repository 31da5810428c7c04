"""Opening a publication and keeping a place, as an app and as the site's reader do it."""

from datetime import timedelta

import pytest

from library_pages.text.enums import SourceState
from tests.factories import publications
from tests.factories.sources import locator


def place(total, clock, device="tablet", **changes):
    return {
        "locator": locator(total),
        "modified": clock().isoformat(),
        "device": {"id": device, "name": f"My {device}"},
    } | changes


def test_a_publication_opens_with_addresses_of_the_content_origin(app, library, clock):
    answer = app.get(f"items/{library.school.uid}/publication")
    found = answer.json()
    assert answer["Cache-Control"] == "no-store"
    assert not answer.has_header("ETag")
    for name in ("engine_url", "content_url", "files_url"):
        assert found[name].startswith("http://content.testserver/")
    assert found["engine"] == "epub"
    assert [entry["href"] for entry in found["spine"]] == ["c1.xhtml"]
    assert found["toc"][0]["title"] == "Chương 1"
    assert found["expires"] > (clock() + timedelta(hours=1)).isoformat()
    assert found["progress"]["locator"] is None


def test_everybody_may_open_what_is_public(anybody, library):
    found = anybody.get(f"items/{library.public.uid}/publication").json()
    assert found["content_url"]
    assert found["progress"] == {
        "locator": None,
        "progression": 0.0,
        "modified": None,
        "device": None,
        "furthest": None,
        "finished": False,
    }


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (SourceState.QUEUED, "still-being-prepared"),
        (SourceState.READING, "still-being-prepared"),
        (SourceState.FAILED, "not-readable"),
    ],
)
def test_what_is_not_ready_says_why(app, school, state, code):
    page = publications.readable(school.shelf, "Chờ", state=state)
    answer = app.get(f"items/{page.uid}/publication")
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_a_place_is_kept_and_comes_back(app, library, clock):
    path = f"progress/{library.school.uid}"
    before = app.get(path).json()
    assert (before["locator"], before["progression"]) == (None, 0)
    kept = app.send("PUT", path, place(0.42, clock)).json()
    assert (kept["progression"], kept["device"]) == (0.42, {"id": "tablet", "name": "My tablet"})
    assert app.get(path).json() == kept
    assert app.get(f"items/{library.school.uid}/publication").json()["progress"] == kept


def test_an_older_place_is_refused_with_the_one_that_counts(app, library, clock):
    path = f"progress/{library.school.uid}"
    old = place(0.2, clock, "phone")
    clock.pass_by(minutes=5)
    current = app.send("PUT", path, place(0.5, clock)).json()
    answer = app.send("PUT", path, old)
    assert (answer.status_code, answer.json()["code"]) == (412, "progress-stale")
    assert answer.json()["current"] == {**current, "modified": answer.json()["current"]["modified"]}


def test_sending_a_place_again_changes_nothing(app, library, clock):
    path, body = f"progress/{library.school.uid}", place(0.42, clock)
    first = app.send("PUT", path, body)
    clock.pass_by(minutes=1)
    assert app.send("PUT", path, body).json() == first.json()


def test_the_beginning_counts_only_when_the_reader_begins_anew(app, library, clock):
    path = f"progress/{library.school.uid}"
    app.send("PUT", path, place(0.5, clock))
    clock.pass_by(minutes=1)
    assert app.send("PUT", path, place(0.0, clock)).status_code == 412
    clock.pass_by(minutes=1)
    assert app.send("PUT", path, place(0.0, clock, restart=True)).json()["progression"] == 0


def test_a_reader_has_her_own_place(app, teacher, library, clock):
    path = f"progress/{library.school.uid}"
    app.send("PUT", path, place(0.5, clock))
    assert teacher.get(path).json()["locator"] is None


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"modified": "2026-11-24T01:00:00"}, "#/modified"),
        ({"modified": "yesterday"}, "#/modified"),
        ({"device": {}}, "#/device/id"),
        ({"device": {"id": "x" * 65}}, "#/device/id"),
        ({"user_id": 5}, "#/user_id"),
        ({"locator": "c1.xhtml"}, "#/locator"),
    ],
)
def test_a_body_that_does_not_fit_is_named(app, library, clock, change, pointer):
    answer = app.send("PUT", f"progress/{library.school.uid}", place(0.5, clock) | change)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_what_is_no_locator_is_a_problem(app, library, clock):
    answer = app.send("PUT", f"progress/{library.school.uid}", place(0.5, clock) | {"locator": {"href": "x"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "locator-not-valid")


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_place_in_what_is_hidden_is_neither_kept_nor_told(app, library, clock, method):
    path = f"progress/{library.staff.uid}"
    answer = app.get(path) if method == "GET" else app.send("PUT", path, place(0.5, clock))
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_batch_is_taken_entry_by_entry_and_may_be_sent_again(app, library, clock):
    app.send("PUT", f"progress/{library.public.uid}", place(0.9, clock))
    earlier = (clock() - timedelta(hours=1)).isoformat()
    body = {
        "entries": [
            {"item": library.school.uid, **place(0.3, clock, "phone")},
            {"item": library.public.uid, **place(0.1, clock, "phone"), "modified": earlier},
            {"item": library.staff.uid, **place(0.3, clock)},
            {"item": library.school.uid, **place(0.3, clock), "locator": {"href": "x"}},
        ]
    }
    outcomes = app.send("POST", "progress/batch", body).json()["outcomes"]
    assert [(each["result"], each["code"]) for each in outcomes] == [
        ("kept", ""),
        ("stale", "progress-stale"),
        ("refused", "not-found"),
        ("refused", "locator-not-valid"),
    ]
    assert outcomes[0]["progress"]["progression"] == 0.3
    assert outcomes[1]["progress"]["progression"] == 0.9
    assert app.send("POST", "progress/batch", body).json()["outcomes"] == outcomes


BAD_ENTRIES = {
    "the end of the calendar": {"modified": "9999-12-31T23:59:59-14:00"},
    "the year 1": {"modified": "0001-01-01T00:00:00+14:00"},
    "no time zone": {"modified": "2026-11-24T05:00:00"},
    "too long a device": {"device": {"id": "x" * 65}},
    "a field of its own": {"mood": "good"},
}


@pytest.mark.parametrize("fault", BAD_ENTRIES)
def test_an_entry_that_is_no_place_is_refused_by_itself(app, library, clock, fault):
    good = {"item": library.school.uid, **place(0.3, clock)}
    answer = app.send("POST", "progress/batch", {"entries": [good | BAD_ENTRIES[fault], good]})
    outcomes = answer.json()["outcomes"]
    assert [(each["result"], each["code"]) for each in outcomes] == [("refused", "not-valid"), ("kept", "")]
    assert [each["item"] for each in outcomes] == [str(library.school.uid)] * 2


@pytest.mark.parametrize("entry", [None, 7, [], {}, {"item": "x"}, {"item": 7}])
def test_what_is_no_entry_at_all_names_no_item(app, library, clock, entry):
    good = {"item": library.school.uid, **place(0.3, clock)}
    outcomes = app.send("POST", "progress/batch", {"entries": [good, entry]}).json()["outcomes"]
    assert [(each["result"], each["item"]) for each in outcomes] == [
        ("kept", str(library.school.uid)),
        ("refused", None),
    ]


@pytest.mark.parametrize("modified", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_place_at_an_end_of_the_calendar_is_refused(app, library, clock, modified):
    answer = app.send("PUT", f"progress/{library.school.uid}", place(0.5, clock) | {"modified": modified})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/modified")


def test_a_batch_has_a_hundred_entries_at_most(app, library, clock):
    entry = {"item": library.school.uid, **place(0.3, clock)}
    assert app.send("POST", "progress/batch", {"entries": [entry] * 100}).status_code == 200
    answer = app.send("POST", "progress/batch", {"entries": [entry] * 101})
    assert (answer.status_code, answer.json()["code"]) == (422, "batch-too-long")
