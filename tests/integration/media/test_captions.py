"""Captions of a recording: taken, served, found, replaced."""

import io

import pytest

from cms.foundation.errors import Problem
from library_pages.media import services
from library_pages.media.models import Captions
from library_pages.media.selectors import passages_of_page
from tests.factories import media, playing, recordings, schools

pytestmark = pytest.mark.django_db

SRT = "1\n00:00:00,500 --> 00:00:01,500\nNghé nhìn vầng trăng\n\n2\n00:01:23,200 --> 00:01:25,000\n<b>Trăng</b> lặn\n"


def put(recording, text=SRT, **given):
    named = {"language": "vi", "label": "Tiếng Việt"} | given
    return services.put_captions(recording, io.BytesIO(text.encode() if isinstance(text, str) else text), **named)


def test_captions_are_in_the_master_and_decode(tmp_path, store):
    recording = media.finished(media.video(2, size="64x64"))
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
        services.remove_captions(recording, "vi")
    assert not store.exists(second.file.name)
    assert store.exists(english.file.name)


@pytest.mark.parametrize(
    ("data", "language", "code"),
    [
        ("không có giờ", "vi", "captions-format"),
        (b"\x81\x8d\x8f" * 20, "vi", "captions-encoding"),
        (SRT, "../vi", "captions-language"),
        (SRT, "", "captions-language"),
        ("x" * (5 << 20) + "x", "vi", "captions-too-big"),
    ],
)
def test_what_is_no_captions_is_refused_and_the_old_ones_stay(data, language, code):
    recording = recordings.recording()
    kept = put(recording)
    with pytest.raises(Problem) as refused:
        put(recording, data, language=language)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert str(refused.value.title)
    assert list(Captions.objects.all()) == [kept]


def test_words_of_captions_and_chapters_are_found_with_their_second():
    played = recordings.recording()
    put(played)
    page = recordings.page(schools.school("A").shelf, played=played)
    spoken, later, *chapters = passages_of_page(page)
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
    services.retitle_chapters(played, ["", "Trăng tàn"])
    assert list(played.chapters.values_list("title", "source")) == [("Mở đầu", "container"), ("Trăng tàn", "editor")]
