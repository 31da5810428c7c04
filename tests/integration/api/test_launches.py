"""What a lesson keeps, by the API: own, of what she may open, bounded and slow."""

import pytest

from cms.api.limits import MAX_BODY
from library_pages.reading.models import LaunchState
from tests.factories import people
from tests.factories.callers import Caller

STATE = {"data": '{"page":3}', "location": "3", "score": 0.8, "completion": "completed", "success": "passed"}


def test_a_state_is_kept_and_comes_back(app, library, clock):
    path = f"launches/{library.school.uid}"
    before = app.get(path).json()
    assert (before["version"], before["data"], before["completion"]) == (0, "", "unknown")
    kept = app.send("PUT", path, STATE | {"follows": 0}).json()
    assert {name: kept[name] for name in STATE} == STATE
    assert (kept["version"], kept["best_score"], kept["completed"]) == (
        1,
        0.8,
        clock().isoformat().replace("+00:00", "Z"),
    )
    assert app.get(path).json() == kept


def test_a_state_that_follows_none_of_hers_is_refused_with_the_one_that_counts(app, library):
    path = f"launches/{library.school.uid}"
    current = app.send("PUT", path, STATE | {"follows": 0}).json()
    answer = app.send("PUT", path, {"follows": 0, "data": '"late"'})
    assert (answer.status_code, answer.json()["code"], answer.json()["current"]) == (412, "launch-stale", current)
    assert app.send("PUT", path, {"follows": 1, "data": '"next"'}).json()["version"] == 2


@pytest.mark.parametrize("audience", ["staff", "draft"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_what_she_may_not_open_has_no_state_for_her(app, library, audience, method):
    path = f"launches/{getattr(library, audience).uid}"
    answer = app.get(path) if method == "GET" else app.send("PUT", path, STATE | {"follows": 0})
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert not LaunchState.objects.exists()


def test_nobody_gets_the_state_of_another(app, teacher, school, library):
    path = f"launches/{library.school.uid}"
    app.send("PUT", path, STATE | {"follows": 0})
    for other in (teacher, Caller(people.enrolled(school).user)):
        assert other.get(path).json()["version"] == 0
        assert other.send("PUT", path, {"follows": 0, "data": '"mine"'}).json()["data"] == '"mine"'
    assert app.get(path).json()["data"] == STATE["data"]


def test_without_a_reader_nothing_is_kept(anybody, library):
    assert anybody.get(f"launches/{library.public.uid}").status_code == 404
    anybody.public, anybody.root = False, "/api/v1/"
    assert anybody.get(f"launches/{library.public.uid}").status_code == 401
    assert anybody.send("PUT", f"launches/{library.public.uid}", STATE | {"follows": 0}).status_code == 401


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"follows": -1}, "#/follows"),
        ({"score": "much"}, "#/score"),
        ({"completion": "done"}, "#/completion"),
        ({"success": "cheated"}, "#/success"),
        ({"best_score": 1}, "#/best_score"),
        ({"user": 1}, "#/user"),
    ],
)
def test_a_body_that_does_not_fit_is_named(app, library, change, pointer):
    answer = app.send("PUT", f"launches/{library.school.uid}", STATE | {"follows": 0} | change)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_what_is_too_big_is_refused(app, library):
    path = f"launches/{library.school.uid}"
    answer = app.send("PUT", path, {"follows": 0, "data": '"' + "x" * 128 * 1024 + '"'})
    assert (answer.status_code, answer.json()["code"]) == (422, "launch-state-not-valid")
    assert app.send("PUT", path, {"follows": 0, "data": "x" * MAX_BODY}).status_code == 413


def test_a_lesson_that_saves_without_end_is_slowed_down(app, library, clock):
    path = f"launches/{library.school.uid}"
    answers = [app.send("PUT", path, {"follows": number, "data": "1"}) for number in range(121)]
    assert [answer.status_code for answer in answers[:120]] == [200] * 120
    assert (answers[120].status_code, answers[120].json()["code"]) == (429, "rate-limited")
    assert app.get(path).status_code == 200
