"""Captions as passages: a sentence each, so that a link leads to the second at which the words begin."""

from __future__ import annotations

from library_pages.media.selectors.passages import _grouped


def test_a_passage_is_a_sentence_and_begins_with_its_first_cue():
    cues = [[0.5, 2.0, "Mùa nước nổi,"], [2.0, 4.0, "sếu bay về."], [4.5, 6.0, "Em có thấy không?"], [7.0, 8.0, "Kìa"]]
    assert list(_grouped(cues)) == [(0.5, "Mùa nước nổi, sếu bay về."), (4.5, "Em có thấy không?"), (7.0, "Kìa")]


def test_speech_without_marks_is_cut_after_a_quarter_of_a_minute():
    cues = [[second, second + 5, f"câu {second}"] for second in range(0, 40, 5)]
    assert [start for start, _ in _grouped(cues)] == [0, 15, 30]


def test_no_captions_are_no_passages_and_empty_cues_none_of_their_own():
    assert list(_grouped([])) == []
    assert list(_grouped([[0, 1, ""], [1, 2, "  "]])) == []
