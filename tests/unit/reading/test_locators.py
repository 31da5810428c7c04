import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.foundation.errors import Problem
from library_pages.reading.locators import MAX_BYTES, MAX_POSITION, cleaned, progression_of

LOCATOR = {
    "href": "OEBPS/ch3.xhtml",
    "type": "application/xhtml+xml",
    "title": "Chương 3",
    "locations": {
        "progression": 0.25,
        "totalProgression": 0.42,
        "partialCfi": "/4/2/10/1:17",
        "fragments": ["epubcfi(/6/8!/4/2/10/1:17)"],
    },
    "text": {"before": "xưa có ", "highlight": "một anh chàng đốn củi ", "after": "tên là Thạch Sanh"},
}
PDF = {
    "href": "doc.pdf",
    "type": "application/pdf",
    "locations": {
        "position": 60,
        "label": "lvi",
        "fragments": ["page=60"],
        "offset": 0.4,
        "progression": 0.5077,
        "totalProgression": 0.5077,
    },
}


def place(**locations):
    return {"href": "a", "type": "b", "locations": {"totalProgression": 0.5, **locations}}


@pytest.mark.parametrize("locator", [LOCATOR, PDF])
def test_a_locator_of_our_own_readers_is_kept_as_it_is(locator):
    assert cleaned(locator) == locator
    assert progression_of(cleaned(locator)) == locator["locations"]["totalProgression"]


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "a",
        7,
        {},
        {"href": "a", "type": "b"},
        {"href": "a", "type": "b", "locations": {}},
        {"href": "a", "type": "b", "locations": None},
        {"href": "a", "type": "b", "locations": {"progression": 0.5}},
        {"href": "", "type": "b", "locations": {"totalProgression": 0.5}},
        {"href": "a", "locations": {"totalProgression": 0.5}},
        {"href": "a" * 1025, "type": "b", "locations": {"totalProgression": 0.5}},
        {"href": "a\x00b", "type": "b", "locations": {"totalProgression": 0.5}},
        {"href": ["a"], "type": "b", "locations": {"totalProgression": 0.5}},
        place(totalProgression=None),
        place(totalProgression=True),
        place(totalProgression="0.5"),
        place(totalProgression=float("nan")),
        place(totalProgression=float("inf")),
        place(totalProgression=10**400),
    ],
)
def test_what_is_no_place_is_refused(given):
    with pytest.raises(Problem) as caught:
        cleaned(given)
    assert (caught.value.code, caught.value.status) == ("locator-not-valid", 422)


@pytest.mark.parametrize(("given", "kept"), [(-3, 0.0), (1.5, 1.0), (0, 0.0), (1, 1.0), (0.12345678, 0.123457)])
def test_shares_are_brought_into_their_range(given, kept):
    locations = cleaned(place(totalProgression=given, progression=given, offset=given))["locations"]
    assert (locations["totalProgression"], locations["progression"], locations["offset"]) == (kept, kept, kept)


@pytest.mark.parametrize(("given", "kept"), [(0, 1), (-5, 1), (7, 7), (3.9, 3), (10**9, MAX_POSITION)])
def test_positions_are_whole_and_count_from_one(given, kept):
    assert cleaned(place(position=given))["locations"]["position"] == kept


def test_members_that_nobody_knows_are_dropped():
    found = cleaned(LOCATOR | {"score": 100, "locations": LOCATOR["locations"] | {"domRange": {}, "x": 1}})
    assert found == LOCATOR


def test_a_part_of_an_address_is_never_cut():
    found = cleaned(place(partialCfi="/4" * 600, cssSelector="p" * 1100, fragments=["x" * 1100, "page=3"]))
    assert found["locations"] == {"totalProgression": 0.5, "fragments": ["page=3"]}


def test_at_most_four_fragments_are_kept():
    assert cleaned(place(fragments=[f"f{n}" for n in range(9)]))["locations"]["fragments"] == ["f0", "f1", "f2", "f3"]


def test_texts_are_cut_and_in_normal_form_c():
    long = unicodedata.normalize("NFD", "ắ" * 400)
    found = cleaned(place() | {"title": long, "text": {"before": long, "highlight": long, "after": long}})
    assert found["title"] == "ắ" * 300
    assert found["text"] == {"before": "ắ" * 200, "highlight": "ắ" * 200, "after": "ắ" * 200}


def test_spaces_at_the_ends_of_a_quotation_stay():
    assert cleaned(LOCATOR)["text"]["before"] == "xưa có "


def test_what_a_database_cannot_hold_becomes_a_space():
    found = cleaned(place() | {"text": {"highlight": "a\x00b\ud800c\r\n\r\nd"}})
    assert found["text"] == {"highlight": "a b c d"}
    json.dumps(found, ensure_ascii=False).encode()


def test_a_locator_over_the_limit_is_refused_as_a_whole():
    with pytest.raises(Problem) as caught:
        cleaned(place(fragments=["ắ" * 1000] * 2, cssSelector="p"))
    assert str(MAX_BYTES) in str(caught.value.extra["reason"])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    ["progression", "totalProgression", "position", "label", "offset", "partialCfi", "fragments", "x"]
)
locators = st.fixed_dictionaries(
    {"href": st.text(min_size=1), "type": st.text(min_size=1), "locations": st.dictionaries(names, anything)},
    optional={"title": anything, "text": st.dictionaries(st.sampled_from(["before", "highlight", "after"]), anything)},
)


@given(locators | anything)
def test_whatever_comes_is_refused_or_becomes_a_small_storable_place(given):
    try:
        found = cleaned(given)
    except Problem:
        return
    stored = json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    assert len(stored) <= MAX_BYTES
    assert b"\\u0000" not in stored
    assert 0 <= progression_of(found) <= 1
    assert cleaned(found) == found
