"""A file that holds a whole book is laid out a piece at a time, and is read like any other."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from tests.e2e.reader.reading import letters
from tests.e2e.reader.test_resume import record
from tests.factories.epubs import epub
from tests.factories.texts import prose

_BEGINNING = 24
# Elements of the chapter that have a box: what the browser has laid out.
_LAID_OUT = """() => {
  const boxed = [...document.body.querySelectorAll("p, h2, li, br")].filter((one) => one.getClientRects().length);
  return [boxed.length, document.body.querySelectorAll("p, h2, li, br").length];
}"""
_CHAPTERS = 24
_SYLLABLES = 1_600


def megabytes(syllables):
    """Paragraphs of words in an order of chance: a text that repeats itself would be taken for a bomb."""
    chance, words = random.Random(5), prose(400, 1).split()  # noqa: S311  (the same each time)
    return "".join(f"<p>{' '.join(chance.choices(words, k=100))}</p>" for _ in range(syllables // 100))


def body(chapters=_CHAPTERS):
    """Chapters of four paragraphs, all in one file."""
    parts = []
    for number in range(1, chapters + 1):
        text = "".join(f"<p>{prose(_SYLLABLES // 4, number * 10 + part)}</p>" for part in range(4))
        parts.append(f'<h2 id="h{number}">Hồi thứ {number}</h2>{text}<p>Hết hồi {number}.</p>')
    return "".join(parts)


@pytest.fixture
def long_book(place):
    nav = "".join(f'<li><a href="c1.xhtml#h{number}">Hồi thứ {number}</a></li>' for number in range(1, _CHAPTERS + 1))
    return place.book(epub([body()], nav=nav).pack())


def test_only_a_piece_of_it_is_laid_out_and_the_next_follows(place, device, long_book):
    reading = device(long_book, place.pupil())
    boxed, elements = reading.chapter().evaluate(_LAID_OUT)
    assert 0 < boxed < elements / 2
    reading.page.get_by_role("button", name="Mục lục").click()
    reading.page.get_by_role("button", name="Hồi thứ 12", exact=True).click()
    reading.until(lambda: "Hồithứ12" in letters(reading.visible()))
    expect(reading.where).to_contain_text("45%")
    seen = ""
    before = None
    while "Hết hồi 15." not in seen:  # over the edge between two pieces, and nothing is left out there
        reading.until(lambda before=before: reading.visible() not in {before, ""})
        before = reading.visible()
        seen = f"{seen} {before}"
        reading.page.keyboard.press("ArrowRight")
    wanted = letters(
        "".join(
            f"Hồi thứ {n}" + "".join(prose(_SYLLABLES // 4, n * 10 + part) for part in range(4)) + f"Hết hồi {n}."
            for n in range(13, 16)
        )
    )
    assert wanted in letters(seen)


@pytest.mark.slow
def test_one_goes_back_over_the_edge_of_a_piece(place, device, long_book):
    reading = device(long_book, place.pupil())
    reading.page.get_by_role("button", name="Mục lục").click()
    reading.page.get_by_role("button", name="Hồi thứ 9", exact=True).click()
    reading.until(lambda: "Hồithứ9" in letters(reading.visible()))
    before = reading.visible()
    while "Hết hồi 7." not in before:
        reading.page.keyboard.press("ArrowLeft")
        reading.until(lambda before=before: reading.visible() not in {before, ""})
        before = reading.visible()


def test_the_place_in_it_is_found_again_on_another_device(place, device, long_book):
    pupil = place.pupil()
    first = device(long_book, pupil)
    first.page.get_by_role("button", name="Mục lục").click()
    first.page.get_by_role("button", name="Hồi thứ 20", exact=True).click()
    first.until(lambda: "Hồithứ20" in letters(first.visible()))
    first.turn(4)
    share = first.kept()["locations"]["totalProgression"]
    assert share == pytest.approx(19.5 / _CHAPTERS, abs=0.6 / _CHAPTERS)
    left_at = letters(first.visible())[:_BEGINNING]
    second = device(long_book, pupil, width=390, height=800, letters={"size": "5"})
    second.until(lambda: left_at in letters(second.visible()))


@pytest.mark.slow
def test_a_place_that_only_its_words_tell_is_found_in_any_piece(place, device, long_book):
    quote, pupil = prose(_SYLLABLES // 4, 221)[:80], place.pupil()
    locations = {"progression": 0.1, "totalProgression": 0.1}  # of an edition in which much stood before it
    record(
        long_book,
        pupil,
        {
            "href": "OEBPS/c1.xhtml",
            "type": "application/xhtml+xml",
            "locations": locations,
            "text": {"highlight": quote},
        },
    )
    reading = device(long_book, pupil)
    reading.until(lambda: letters(quote)[:_BEGINNING] in letters(reading.visible()))


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param("<p>{}</p>", id="one-paragraph"),
        pytest.param("<pre>{}</pre>", id="preformatted", marks=pytest.mark.slow),
        pytest.param("<div><div><section>{}</section></div></div>", id="bare-text", marks=pytest.mark.slow),
    ],
)
def test_text_without_paragraphs_is_cut_as_well(place, device, whole):
    lines = [f"Dòng {number} {prose(20, number)}" for number in range(3000)]
    reading = device(place.book(epub([whole.format("<br/>\n".join(lines))]).pack()), place.pupil())
    reading.until(lambda: "Dòng 3 " in reading.visible())
    boxed, elements = reading.chapter().evaluate(_LAID_OUT)
    assert boxed < elements
    reading.turn(3)
    kept = reading.kept()
    reading.open()
    reading.until(lambda: letters(reading.visible()).startswith(letters(kept["text"]["highlight"])[:_BEGINNING]))


@pytest.mark.slow
def test_a_list_goes_on_counting_in_the_next_piece(place, device):
    entries = "".join(f"<li id='e{number}'>{prose(60, number)}</li>" for number in range(1, 1201))
    reading = device(
        place.book(epub([f"<ol>{entries}</ol>"], nav='<li><a href="c1.xhtml#e900">Điều 900</a></li>').pack()),
        place.pupil(),
    )
    reading.page.get_by_role("button", name="Mục lục").click()
    reading.page.get_by_role("button", name="Điều 900").click()
    shown = "[...document.querySelectorAll('li')].filter((one) => one.getClientRects().length)[0]"
    reading.until(lambda: reading.chapter().evaluate(f"{shown}.id") != "e1")
    first, counted = reading.chapter().evaluate(f"[{shown}.id, {shown}.style.counterSet]")
    assert counted == f"list-item {first[1:]}"


@pytest.mark.slow
def test_the_first_page_of_five_megabytes_takes_little_more_than_that_of_a_short_chapter(place, device):
    pupil = place.pupil()
    short, long = (place.book(epub([megabytes(syllables)]).pack()) for syllables in (14_000, 1_000_000))

    def opening(book):
        reading = device(book, pupil, opened=lambda page: page.on("console", lambda _: None))
        return reading.page.evaluate("performance.now() - performance.getEntriesByType('navigation')[0].responseStart")

    opening(short)  # the browser has the engine's files now
    times = {name: sorted(opening(book) for _ in range(3))[1] for name, book in (("short", short), ("long", long))}
    print(f"first page: {times['short']:.0f} ms of 70 kB, {times['long']:.0f} ms of 5 MB")
    assert times["long"] < 6 * times["short"] + 3_000
