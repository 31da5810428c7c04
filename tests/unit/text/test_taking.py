"""What a reading program left is believed only as far as it has been looked at."""

import json
from dataclasses import asdict, replace

import pytest

from cms.plugins.contract import Passage
from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.extraction import Extraction, PackageFile
from library_pages.text.jail import leaving, taking

GOOD = Extraction(
    metadata={"title": "Sách"}, toc=[{"title": "Một", "href": "a", "children": []}], warnings=["needs_ocr"]
)
PASSAGE = Passage(0, {"href": "a"}, "Một", "", "Nghé con")


def left(folder, found=GOOD, passages=(PASSAGE,), size=1000):
    leaving.leave_found(folder, Extraction(**{**asdict(found), "passages": list(passages)}), size)
    return folder


def code_of(ask):
    with pytest.raises(RefusedError) as refused:
        ask()
    return refused.value.code


def test_what_was_left_is_taken_as_it_was(tmp_path):
    left(tmp_path)
    assert taking.description(tmp_path) == GOOD
    assert list(taking.passages(tmp_path, 1000)) == [PASSAGE]


@pytest.mark.parametrize(
    "changed",
    [
        {"page_count": "many"},
        {"page_count": -1},
        {"warnings": ["unheard-of"]},
        {"toc": [{"title": "x"}]},
        {"metadata": []},
        {"passages": [1]},
        {"state": "ready"},
        {"spine": [{"href": "x" * 10_000, "type": "a", "linear": True, "size": 1}]},
    ],
)
def test_other_shapes_are_a_crash(tmp_path, changed):
    left(tmp_path)
    file = tmp_path / leaving.FOUND
    file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))
    assert code_of(lambda: taking.description(tmp_path)) == "crashed"


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, "null", '{"refused": 1}'])
def test_what_is_no_answer_is_a_crash(tmp_path, text):
    (tmp_path / leaving.FOUND).write_text(text)
    assert code_of(lambda: taking.description(tmp_path)) == "crashed"
    assert taking.refusal(tmp_path).code == "crashed"


def test_contents_without_end_are_a_crash(tmp_path):
    entry = {"title": "x", "href": "x", "children": []}
    for _ in range(bounds.DEPTH + 1):
        entry = {"title": "x", "href": "x", "children": [entry]}
    left(tmp_path, Extraction(toc=[entry]))
    assert code_of(lambda: taking.description(tmp_path)) == "crashed"


def test_more_passages_or_letters_than_a_file_of_its_size_holds_are_refused_on_both_sides(tmp_path):
    many = [replace(PASSAGE, order=order) for order in range(bounds.passages_of(0) + 1)]
    long = [Passage(order, {}, "", "", "x" * 200_000) for order in range(6)]
    for passages in (many, long):
        assert code_of(lambda: left(tmp_path, passages=passages, size=0)) == "too-much-text"  # noqa: B023
        left(tmp_path, passages=passages, size=10_000_000)
        assert code_of(lambda: list(taking.passages(tmp_path, 0))) == "too-much-text"


@pytest.mark.parametrize(
    "changed",
    [
        {"order": 1},
        {"order": "0"},
        {"order": None},
        {"locator": []},
        {"label": "x" * 121},
        {"heading": "x" * 256},
        {"heading": 1},
        {"body": None},
    ],
)
def test_a_passage_in_another_form_is_a_crash(tmp_path, changed):
    left(tmp_path)
    file = tmp_path / leaving.PASSAGES
    file.write_text(json.dumps(json.loads(file.read_text()) | changed) + "\n")
    assert code_of(lambda: list(taking.passages(tmp_path, 1000))) == "crashed"


def test_a_passage_without_end_is_not_read_to_its_end(tmp_path):
    (tmp_path / leaving.PASSAGES).write_text('{"body": "' + "x" * (2 * bounds.PASSAGE_BYTES))
    assert code_of(lambda: list(taking.passages(tmp_path, 1 << 30))) == "crashed"


def test_files_are_taken_with_their_names_and_types(tmp_path):
    leaving.leave_files(tmp_path, iter([PackageFile("a/b.css", "text/css", iter([b"p{}", b"q{}"]))]), lambda: None)
    assert [(file.path, file.media_type, b"".join(file.chunks)) for file in taking.files(tmp_path)] == [
        ("a/b.css", "text/css", b"p{}q{}")
    ]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("../other/x.css", "text/css"),
        ("/etc/x.css", "text/css"),
        ("a//b.css", "text/css"),
        ("a/./b.css", "text/css"),
        ("a\\b.css", "text/css"),
        ("", "text/css"),
        ("x" * 2000, "text/css"),
        ("x.js", "text/javascript"),
    ],
)
def test_a_file_that_would_lie_elsewhere_or_is_of_no_kind_that_we_serve_is_a_crash(tmp_path, path, media_type):
    leaving.leave_files(tmp_path, iter([PackageFile(path, media_type, iter([b"x"]))]), lambda: None)
    assert code_of(lambda: list(taking.files(tmp_path))) == "crashed"


def test_a_name_twice_is_a_crash(tmp_path):
    leaving.leave_files(tmp_path, iter([PackageFile("a.css", "text/css", iter([b"x"]))] * 2), lambda: None)
    assert code_of(lambda: list(taking.files(tmp_path))) == "crashed"
