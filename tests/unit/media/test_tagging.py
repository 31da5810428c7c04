"""Texts and numbers of tags, and the chapters that follow from them."""

import pytest

from library_pages.media.models import Recording
from library_pages.media.pipeline.probing import Probe, Sound
from library_pages.media.pipeline.tags import track_of, with_texts
from library_pages.media.services import chapters
from tests.factories.letters import STORED

SOUND = Sound(index=0, codec="mp3", profile="", channels=1, rate=44_100, start=0.0, end=2000.0, peak=64_000)


def probe(count):
    rows = tuple({"start": float(n), "end": n + 1.0, "title": f"Phần {n}"} for n in range(count))
    return Probe("mp3", None, SOUND, {}, rows)


@pytest.mark.parametrize(
    ("tags", "track"),
    [
        ({"track": "3"}, (0, 3)),
        ({"track": "03/12", "disc": "2/2"}, (2, 3)),
        ({"track": "0"}, None),
        ({"track": "A3"}, None),
        ({"track": "9" * 5000}, None),
        ({"track": "3" + " " * 5000 + "x"}, None),
        ({}, None),
    ],
)
def test_a_track_is_a_small_number(tags, track):
    assert track_of(tags) == track


def test_texts_are_read_together_and_the_repair_is_noted():
    stored = STORED["TCVN3"]
    found = {
        "tags": {"title": stored("Chú Cuội ngồi gốc cây đa").decode("latin-1"), "artist": "LAME"},
        "chapters": [{"start": 0.0, "end": 1.0, "title": stored("Mở đầu").decode("latin-1")}],
    }
    read = with_texts(found)
    assert read["tags"] == {"title": "Chú Cuội ngồi gốc cây đa", "artist": "LAME"}
    assert (read["chapters"][0]["title"], read["letters"]) == ("Mở đầu", "tcvn3")
    assert with_texts({"refused": "damaged"}) == {"refused": "damaged"}


def test_chapters_without_number_become_one_a_file():
    few = chapters.rows_for(Recording(), [probe(300), probe(300)], ["a.mp3", "b.mp3"])
    many = chapters.rows_for(Recording(), [probe(600), probe(600)], ["a.mp3", "b.mp3"])
    assert (len(few), [row.title for row in many]) == (600, ["a", "b"])
