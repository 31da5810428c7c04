from hypothesis import given, settings
from hypothesis import strategies as st

from cms.foundation.vietnamese import syllables
from library_pages.text.words.splitting import LONGEST, SHORTEST, Block, joined, split
from tests.factories.texts import prose, sentence


def paragraphs(*sizes):
    return [Block(prose(size, number * 5)) for number, size in enumerate(sizes)]


def sizes(blocks):
    return [piece.syllables for piece in split(blocks)]


def test_nothing_gives_nothing():
    assert split([]) == []


def test_a_short_chapter_is_one_passage_whatever_its_length():
    assert sizes(paragraphs(20)) == [20]


def test_cuts_fall_between_paragraphs_where_they_can():
    blocks = paragraphs(150, 150, 150)
    starts = [piece.text for piece in split(blocks)]
    assert len(starts) == 3
    assert blocks[0].text in starts[0]


def test_a_passage_begins_with_the_end_of_the_one_before():
    first, second = split(paragraphs(150, 150))
    overlap = first.text[-40:]
    assert overlap in second.text[: len(second.text) // 2]


def test_no_overlap_goes_over_a_heading():
    blocks = [*paragraphs(150), Block("Đầu đề mới", heading=2), *paragraphs(150)]
    _first, second = split(blocks)
    assert second.text.startswith("Đầu đề mới")
    assert second.heading == "Đầu đề mới"


def test_a_heading_goes_with_what_follows():
    blocks = [*paragraphs(190), Block("Đầu đề", heading=1), *paragraphs(120)]
    assert split(blocks)[0].text.endswith(".")


def test_a_long_paragraph_is_cut_between_sentences():
    pieces = split(paragraphs(600))
    assert all(piece.text.rstrip().endswith(".") for piece in pieces)


def test_a_sentence_without_end_is_cut_all_the_same():
    assert all(SHORTEST <= size <= LONGEST for size in sizes([Block(" ".join(["chữ"] * 2000))]))


def test_a_word_without_end_is_cut_too():
    assert all(size <= LONGEST for size in sizes([Block("a" * 100_000)]))


def test_verses_are_cut_between_lines():
    verse = "\n".join(sentence(6 if n % 2 else 8, n).rstrip(".") for n in range(80))
    for piece in split([Block(verse)]):
        assert piece.text.split("\n")[0][0].isupper()


def test_the_start_is_the_place_in_the_joined_text():
    blocks = [Block("Một", heading=1), *paragraphs(150, 150, 100)]
    text = joined(blocks)
    for piece in split(blocks):
        assert text[piece.start :].startswith(piece.text[:30].replace("\n", " "))


blocks = st.lists(
    st.builds(
        Block,
        st.integers(1, 400).map(prose),
        st.sampled_from([0, 0, 0, 1, 2]),
    ),
    min_size=1,
    max_size=30,
).map(lambda made: [Block(sentence(5), b.heading) if b.heading else b for b in made])


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_every_chapter_is_cut_into_passages_of_the_right_size(made):
    found = split(made)
    assert "".join(piece.text for piece in found)
    for piece in found:
        assert piece.syllables <= LONGEST
        assert syllables.count(piece.text) == piece.syllables
    if sum(syllables.count(block.text) for block in made) >= 2 * SHORTEST:
        assert all(piece.syllables >= SHORTEST for piece in found)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_no_word_is_lost(made):
    text, covered = joined(made), 0
    for piece in split(made):
        assert text[covered : piece.start].strip() == "" or piece.start <= covered
        covered = max(covered, piece.start + len(piece.text))
    assert text[covered:].strip() == ""
