"""What a grant opens, and for whom the API signs one."""

import pytest
from django.test import Client

from cms.accounts.enums import Role
from library_pages.media.enums import RecordingState
from library_pages.media.models import Recording
from library_pages.media.playing.grants import grant
from tests.factories import media, people, recordings, schools
from tests.factories.callers import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished():
    return media.finished(media.video(1, size="64x64"))


def get(path, **headers):
    """The answer, read to its end."""
    response = Client().get(path, headers=headers)
    if response.streaming:
        response.read = b"".join(response.streaming_content)
    return response


def body(response):
    return response.read


def test_a_grant_opens_lists_segments_and_the_poster_by_range(finished):
    path = grant(finished).path
    master = get(path + "master.m3u8")
    assert master["Content-Type"] == "application/vnd.apple.mpegurl"
    assert master["Cache-Control"] == "private, max-age=1"
    segment = get(path + "360p/000000.m4s", range="bytes=4-7")
    assert (segment.status_code, body(segment)) == (206, b"styp")
    assert segment["Content-Type"] == "video/iso.segment"
    assert segment["Cache-Control"] == "private, max-age=31536000, immutable"
    assert get(path + "360p/init.mp4")["Content-Type"] == "video/mp4"
    assert body(get(path + "poster.jpg"))[:3] == b"\xff\xd8\xff"


def test_a_grant_asks_for_no_cookie_and_no_reader(finished, django_assert_num_queries):
    path = grant(finished).path + "360p/000000.m4s"
    with django_assert_num_queries(0):
        response = get(path)
    assert response.status_code == 200
    assert "Set-Cookie" not in response


def test_a_grant_opens_no_other_recording(finished):
    other = media.finished(media.video(1, size="64x64", rate="10"))
    wrong = grant(other).path.replace(str(other.pk), str(finished.pk)).replace(other.profile, finished.profile)
    for name in ("master.m3u8", "360p/000000.m4s", "360p/index.m3u8", "poster.jpg"):
        assert get(wrong + name).status_code == 404
        assert get(grant(finished).path + name).status_code == 200


def test_a_grant_ends_after_the_recording_could_be_heard_whole(finished, clock):
    Recording.objects.update(duration=3 * 3600)
    finished.refresh_from_db()
    given = grant(finished)
    assert (given.expires - clock.time).total_seconds() >= 4 * 3600
    path = given.path + "360p/init.mp4"
    clock.pass_by(hours=4)
    assert get(path).status_code == 200
    clock.pass_by(hours=4)
    assert get(path).status_code == 404


def test_a_changed_token_opens_nothing(finished):
    given = grant(finished)
    for wrong in (given.token[:-2] + "AA", given.token.split(".")[0], "x", given.token + "x"):
        assert get(given.path.replace(given.token, wrong) + "master.m3u8").status_code == 404


def test_a_grant_leads_nowhere_else(finished):
    path = grant(finished).path
    names = [
        "parts/start-0.json",
        "../../../uploads/media/x.bin",
        "360p/../parts/start-0.json",
        "360p%2f..%2fparts/start-0.json",
        "360p/000000.m4s%00",
        "360p/list.m3u8",
        "captions/x.vtt",
        f"captions/{'-' * 36}.vtt",
        "captions/01a2137d-b0f9-7254-bfd8-e0f0c471507c.vtt",
        "",
        "360p/999999.m4s",
        "999p/index.m3u8",
    ]
    assert {name: get(path + name).status_code for name in names} == dict.fromkeys(names, 404)


def test_no_token_is_written_to_the_log(finished, caplog):
    caplog.set_level("WARNING", logger="django.request")  # as installations have it
    given = grant(finished)
    for name in ("360p/999999.m4s", "parts/start-0.json", "master.m3u8"):
        get(given.path.replace(given.token, given.token + "x") + name)
        get(given.path + name)
        Client().post(given.path + name)
    assert given.token not in caplog.text


def test_only_reading_is_allowed(finished):
    path = grant(finished).path + "master.m3u8"
    for method in ("post", "put", "delete"):
        assert getattr(Client(), method)(path).status_code == 405


def test_while_it_grows_the_lists_name_what_is_there_and_no_more(monkeypatch):
    from library_pages.media.pipeline import planning

    monkeypatch.setattr(planning, "_FIRST_GOPS", (1,))
    recording = media.finished(media.video(4, size="64x64"))
    recording.parts.filter(rung_set="start", chunk=1).update(state="running")
    recording.renditions.filter(rung="360p").delete()
    Recording.objects.update(state=RecordingState.PLAYABLE)
    path = grant(recording).path
    master = body(get(path + "master.m3u8")).decode()
    assert "360p/growing.m3u8" in master
    assert "index.m3u8" not in master
    growing = body(get(path + "360p/growing.m3u8")).decode()
    assert growing.count("#EXTINF") == 1
    assert "ENDLIST" not in growing
    assert get(path + "360p/index.m3u8").status_code == 404


def test_nothing_of_a_recording_that_does_not_play_yet_is_listed(finished):
    Recording.objects.update(state=RecordingState.ENCODING)
    assert get(grant(finished).path + "master.m3u8").status_code == 404


@pytest.fixture
def school():
    return schools.school("Trường A")


def test_the_api_tells_a_player_all_it_needs(school):
    played = recordings.recording(cues=((1.0, 2.0, "Nghé nhìn trăng"),))
    page = recordings.page(school.shelf, "Trăng", played=played, audience="public")
    found = Caller().get(f"items/{page.uid}/playback")
    assert found.status_code == 200
    told = found.json()
    assert (told["kind"], told["duration"], told["complete"], told["progress"]) == ("audio", 300.0, True, None)
    assert told["hls_url"].endswith(f"/{played.pk}/{played.profile}/master.m3u8")
    assert [chapter["title"] for chapter in told["chapters"]] == ["Mở đầu", "Trăng lên"]
    (captions,) = told["captions"]
    assert (captions["language"], captions["label"]) == ("vi", "Tiếng Việt")
    assert found["Cache-Control"] == "no-store"


def test_a_reader_is_told_where_she_stands(school):
    page = recordings.page(school.shelf, audience="public")
    pupil = schools.user(Role.PUPIL, school)
    assert Caller(pupil).get(f"items/{page.uid}/playback").json()["progress"]["progression"] == 0


@pytest.mark.parametrize(
    ("audience", "anonymous", "pupil", "teacher"),
    [("public", 200, 200, 200), ("school", 404, 200, 200), ("staff", 404, 404, 200)],
)
def test_a_grant_is_signed_only_for_who_may_open_the_item(school, audience, anonymous, pupil, teacher):
    page = recordings.page(school.shelf, audience=audience)
    callers = (Caller(), Caller(schools.user(Role.PUPIL, school)), Caller(people.staff(role=Role.TEACHER, at=school)))
    answers = [caller.get(f"items/{page.uid}/playback").status_code for caller in callers]
    assert answers == [anonymous, pupil, teacher]
    stranger = schools.user(Role.PUPIL, schools.school("Trường B"))
    assert Caller(stranger).get(f"items/{page.uid}/playback").status_code == (200 if audience == "public" else 404)


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        (RecordingState.UPLOADED, 409, "still-being-prepared"),
        (RecordingState.ENCODING, 409, "still-being-prepared"),
        (RecordingState.FAILED, 409, "not-readable"),
        (RecordingState.PLAYABLE, 200, None),
    ],
)
def test_what_does_not_play_is_said(school, state, status, code):
    page = recordings.page(school.shelf, audience="public")
    Recording.objects.update(state=state)
    answer = Caller().get(f"items/{page.uid}/playback")
    assert (answer.status_code, answer.json().get("code")) == (status, code)
