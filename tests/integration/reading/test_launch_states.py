"""What a launched package keeps: by version, bounded, the reader's own."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cms.foundation.errors import Problem
from library_pages.reading import selectors
from library_pages.reading.enums import Completion, Success
from library_pages.reading.models import LaunchState
from library_pages.reading.services import LaunchReport, save_launch_state
from library_pages.reading.services.launching import MAX_DATA, MAX_LOCATION
from tests.factories import schools

DONE = LaunchReport('{"a":1}', "page-3", 0.5, Completion.COMPLETED, Success.PASSED)


def refused(user, resource, report, follows):
    with pytest.raises(Problem) as caught:
        save_launch_state(user, resource, report, follows=follows)
    return caught.value


def test_what_is_kept_comes_back_and_its_version_grows(a):
    assert selectors.launch_document(selectors.launch_state_of(a.pupil, a.book))["version"] == 0
    save_launch_state(a.pupil, a.book, LaunchReport('"begun"'), follows=0)
    save_launch_state(a.pupil, a.book, DONE, follows=1)
    document = selectors.launch_document(selectors.launch_state_of(a.pupil, a.book))
    assert (document["version"], document["data"], document["location"]) == (2, '{"a":1}', "page-3")
    assert (document["score"], document["completion"], document["success"]) == (0.5, "completed", "passed")


@pytest.mark.parametrize("follows", [0, 1, 3])
def test_a_window_that_has_not_seen_the_last_state_takes_none_away(a, follows):
    save_launch_state(a.pupil, a.book, LaunchReport('"one"'), follows=0)
    save_launch_state(a.pupil, a.book, LaunchReport('"two"'), follows=1)
    problem = refused(a.pupil, a.book, LaunchReport('"late"'), follows)
    assert (problem.status, problem.code) == (412, "launch-stale")
    assert problem.extra["current"]["data"] == '"two"'
    assert LaunchState.objects.get().data == '"two"'


def test_a_version_that_never_was_is_followed_by_nothing(a):
    assert refused(a.pupil, a.book, DONE, 1).extra["current"]["version"] == 0
    assert not LaunchState.objects.exists()


@pytest.mark.parametrize("before", [[], [LaunchReport('"one"')]])
def test_sending_again_what_was_kept_changes_nothing(a, clock, before):
    for follows, report in enumerate(before):
        save_launch_state(a.pupil, a.book, report, follows=follows)
    first = save_launch_state(a.pupil, a.book, DONE, follows=len(before))
    clock.pass_by(minutes=1)
    again = save_launch_state(a.pupil, a.book, DONE, follows=len(before))
    assert selectors.launch_document(again) == selectors.launch_document(first)


def test_best_score_and_first_completion_stay_when_she_begins_anew(a, clock):
    save_launch_state(a.pupil, a.book, DONE, follows=0)
    moment = clock()
    clock.pass_by(days=2)
    save_launch_state(a.pupil, a.book, LaunchReport(score=0.25, completion=Completion.INCOMPLETE), follows=1)
    again = save_launch_state(a.pupil, a.book, LaunchReport(completion=Completion.COMPLETED), follows=2)
    assert (again.score, again.best_score) == (None, 0.5)
    assert again.completed_at == moment
    assert again.saved_at - moment == timedelta(days=2)


@pytest.mark.parametrize(
    "report",
    [
        LaunchReport(json.dumps("x" * MAX_DATA)),
        LaunchReport(json.dumps("ữ" * (MAX_DATA // 3 + 1), ensure_ascii=False)),
        LaunchReport("no JSON"),
        LaunchReport('"a\x00b"'),
        LaunchReport('"a\ud800b"'),
        LaunchReport("[" * 100_000),
        LaunchReport(location="x" * (MAX_LOCATION + 1)),
        LaunchReport(location="a\x00b"),
        LaunchReport(location="a\udfffb"),
        LaunchReport(score=1.5),
        LaunchReport(score=-0.1),
        LaunchReport(score=float("nan")),
        LaunchReport(score=float("inf")),
    ],
    ids=lambda report: f"{report.data[:9]!r}-{len(report.data)}-{len(report.location)}-{report.score}",
)
def test_what_can_not_be_kept_is_refused_and_nothing_changes(a, report):
    problem = refused(a.pupil, a.book, report, 0)
    assert (problem.status, problem.code) == (422, "launch-state-not-valid")
    assert not LaunchState.objects.exists()


def test_as_much_as_a_package_may_keep_comes_back_as_it_was(a):
    data = json.dumps("x" * (MAX_DATA - 2))
    save_launch_state(a.pupil, a.book, LaunchReport(data, "ữ" * MAX_LOCATION), follows=0)
    # As a browser's JSON.stringify writes what a package has compressed into halves of letters.
    odd = json.dumps("\x00\ud83d \udc00 ữ", ensure_ascii=True)
    assert LaunchState.objects.get().data == data
    assert json.loads(save_launch_state(a.pupil, a.book, LaunchReport(odd), follows=1).data) == "\x00\ud83d \udc00 ữ"


def test_each_reader_has_her_own(a):
    other = schools.pupil(a.place)
    save_launch_state(a.pupil, a.book, DONE, follows=0)
    assert selectors.launch_state_of(other, a.book) is None
    save_launch_state(other, a.book, LaunchReport('"hers"'), follows=0)
    assert selectors.launch_state_of(a.pupil, a.book).data == DONE.data


def test_it_goes_with_the_person_and_with_the_item(a):
    other = schools.pupil(a.place)
    for user in (a.pupil, other):
        save_launch_state(user, a.book, DONE, follows=0)
    a.pupil.delete()
    assert LaunchState.objects.get().user == other
    a.page.delete()
    assert not LaunchState.objects.exists()


@pytest.mark.parametrize("column", ["score", "best_score"])
def test_the_database_takes_no_score_beyond_the_whole(a, column):
    save_launch_state(a.pupil, a.book, DONE, follows=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        LaunchState.objects.update(**{column: 2.0})
