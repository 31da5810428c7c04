"""The recordings that are committed say what their texts say, and are small."""

import pytest

from cms.sample.recordings import all_recordings
from cms.sample.source_text import Paragraph
from library_pages.media.pipeline.captions.reading import read

RECORDINGS = all_recordings()


@pytest.fixture(params=RECORDINGS, ids=lambda recorded: recorded.entry.slug)
def recorded(request):
    return request.param


def test_one_is_heard_and_one_is_seen():
    assert sorted(recorded.is_film for recorded in RECORDINGS) == [False, True]


def test_they_are_small(recorded):
    assert recorded.file.stat().st_size < 1_500_000


def test_the_captions_are_the_text(recorded):
    cues, _letters = read(recorded.captions.read_bytes())
    said = " ".join(" ".join(cue.text.split()) for cue in cues)
    for chapter in recorded.chapters:
        assert chapter.title.rstrip("?.") in said
        for block in chapter.blocks:
            if isinstance(block, Paragraph):
                assert " ".join(block.plain.split()) in said


def test_the_voice_is_called_a_machine_where_it_is_described(recorded):
    assert "máy" in recorded.entry.summary
    assert any("máy" in name for name, role in recorded.entry.people if role == "nrt")
