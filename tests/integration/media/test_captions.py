"""Captions of a recording: taken, served, found, replaced."""

import pytest

from cms.foundation.errors import Problem
from cms.foundation.jail.run import Limits
from cms.foundation.models import Job, JobState
from library_pages.media.models import Captions
from library_pages.media.selectors.passages import passages_of
from library_pages.media.services.captions import put_captions, remove_captions
from library_pages.media.services.chapters import retitle_chapters
from library_pages.media.services.working import process_now
from tests.factories import media, playing, recordings
from tests.factories.letters import STORED

pytestmark = pytest.mark.django_db

SRT = "1\n00:00:00,500 --> 00:00:01,500\nNghé nhìn vầng trăng\n\n2\n00:01:23,200 --> 00:01:25,000\n<b>Trăng</b> lặn\n"


def put(recording, text=SRT, **given):
    return media.captions(recording, text.encode() if isinstance(text, str) else text, **given)


def stepped(count):
    """So many cues of a second each, one every ten seconds."""
    return "".join(
        f"{n // 6:02d}:{n % 6 * 10:02d}.0 --> {n // 6:02d}:{n % 6 * 10 + 1:02d}.0\nLời {n}\n\n" for n in range(count)
    )


def test_captions_are_in_the_master_and_decode(tmp_path, store):
    recording = media.finished(media.video(90, size="64x64", rate="2", sound=""))
    row = put(recording)
    lists = playing.fetch(recording, tmp_path)
    assert f'LANGUAGE="vi",DEFAULT=YES,AUTOSELECT=YES,URI="captions/{row.pk}.m3u8"' in lists["master.m3u8"]
    text = (tmp_path / f"captions/{row.pk}.vtt").read_text()
    assert text.startswith("WEBVTT\nX-TIMESTAMP-MAP=")
    assert "00:01:23.200 --> 00:01:25.000\nTrăng lặn" in text


def test_new_captions_replace_those_of_their_language(store, django_capture_on_commit_callbacks):
    recording = recordings.recording()
    with django_capture_on_commit_callbacks(execute=True):
        first, english = put(recording), put(recording, language="en", label="English")
        second = put(recording, SRT.replace("Nghé", "Mèo"))
    assert set(Captions.objects.values_list("pk", flat=True)) == {english.pk, second.pk}
    assert not store.exists(first.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        remove_captions(recording, "vi")
    assert not store.exists(second.file.name)
    assert store.exists(english.file.name)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("không có giờ", "captions-format"),
        (b"\xff\x98\x81" * 20, "captions-encoding"),
        (b"{25}{75}Xin\n", "captions-frames"),
        ("01:00:00.0 --> 01:00:01.0\nSau khi hết\n", "captions-behind"),
        (stepped(40), "captions-behind"),
    ],
)
def test_what_is_no_captions_is_refused_with_its_name_and_the_old_ones_stay(data, code, client):
    recording = recordings.recording()
    kept = put(recording)
    assert put(recording, data) is None
    refused = recording.captions_uploads.get()
    assert (refused.failure_code, refused.label) == (code, "Tiếng Việt")
    assert "“lời.srt”" in refused.failure
    assert list(Captions.objects.all()) == [kept]
    assert put(recording, SRT.replace("Nghé", "Mèo"))
    assert not recording.captions_uploads.exists()


@pytest.mark.parametrize(
    ("data", "language", "code"),
    [
        (SRT, "../vi", "captions-language"),
        (SRT, "", "captions-language"),
        ("", "vi", "captions-empty"),
        ("x" * (5 << 20) + "x", "vi", "captions-too-big"),
    ],
)
def test_what_needs_no_reading_is_refused_at_once(data, language, code):
    recording = recordings.recording()
    with pytest.raises(Problem) as refused:
        put_captions(recording, media.upload(data.encode(), "x.srt"), language=language, label="x")
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert not recording.captions_uploads.exists()


def test_times_behind_the_end_are_left_out_and_told():
    recording = recordings.recording()
    row = put(recording, stepped(31))
    assert len(row.cues) == 30
    assert row.notes == ["behind"]
    assert put(recording).notes == []


def test_old_letters_are_set_right_and_told():
    row = put(recordings.recording(), STORED["TCVN3"]("00:01.0 --> 00:02.0\nChú Cuội ngồi gốc cây đa\n"))
    assert (row.cues, row.notes) == ([[1.0, 2.0, "Chú Cuội ngồi gốc cây đa"]], ["letters"])


def test_what_was_sent_early_waits_for_the_length_of_the_recording(store):
    recording = media.recording(media.video(2, size="64x64"))
    assert put(recording, "00:01.0 --> 00:01.5\nLời\n") is None
    assert recording.captions_uploads.get().failure_code == ""
    process_now(recording)
    assert recording.captions.get().cues == [[1.0, 1.5, "Lời"]]


def test_a_request_never_reads_what_was_sent(monkeypatch, store):
    def forbidden(*_args, **_given):
        raise AssertionError("a web worker read captions")

    monkeypatch.setattr("library_pages.media.services.reading.answer_of", forbidden)
    monkeypatch.setattr("library_pages.media.pipeline.captions.reading.read", forbidden)
    upload = put_captions(recordings.recording(), media.upload(SRT.encode()), language="vi", label="x")
    with store.open(upload.file.name) as stored:
        assert stored.read() == SRT.encode()
    assert Job.objects.get(subject=str(upload.pk)).state == JobState.QUEUED


def test_a_reader_that_dies_refuses_the_file_alone(monkeypatch):
    monkeypatch.setattr("library_pages.media.services.reading._LIMITS", Limits(seconds=30, memory=1 << 20))
    recording = recordings.recording()
    assert put(recording) is None
    assert recording.captions_uploads.get().failure_code == "captions-unreadable"


def test_words_of_captions_and_chapters_are_found_with_their_second():
    played = recordings.recording()
    put(played)
    spoken, later, *chapters = passages_of(played)
    assert spoken.body == "Nghé nhìn vầng trăng"
    assert (spoken.label, spoken.heading) == ("0:00", "Mở đầu")
    assert later.label == "1:23"
    assert later.locator["href"] == "#t=83.2"
    assert later.locator["locations"] == {
        "fragments": ["t=83.2"],
        "totalProgression": pytest.approx(83.2 / 300, abs=1e-4),
    }
    assert [(passage.body, passage.locator["href"]) for passage in chapters] == [
        ("Mở đầu", "#t=0"),
        ("Trăng lên", "#t=120.5"),
    ]
    assert [passage.order for passage in (spoken, later, *chapters)] == [0, 1, 2, 3]


def test_titles_of_chapters_are_corrected_in_their_order():
    played = recordings.recording()
    retitle_chapters(played, ["", "Trăng tàn"])
    assert list(played.chapters.values_list("title", "source")) == [("Mở đầu", "container"), ("Trăng tàn", "editor")]
