import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from search.snippets import WIDTH, mark, snippet
from search.understanding.plan import literal_plan
from search.understanding.reading import read

WORDS = "trăng rằm sáng vằng vặc trên cánh đồng làng em ai cũng ra ngắm".split()


def parts(function, text, query):
    return function(text, literal_plan(read(query)))


def joined(found):
    return "".join(part for part, _ in found)


def marked(found):
    return [part for part, on in found if on]


def test_the_original_spelling_is_marked_whatever_was_typed():
    assert parts(mark, "Chú Cuội cung trăng", "CUNG trang") == (("Chú Cuội ", False), ("cung trăng", True))


def test_neighbours_are_one_part_and_others_are_not():
    assert marked(parts(mark, "đa, cây đa và cây", "cay da")) == ["đa", "cây đa", "cây"]


def test_a_short_text_is_shown_whole():
    assert (
        joined(parts(snippet, "Trăng lên. Cả cánh đồng như rắc bạc.", "bac")) == "Trăng lên. Cả cánh đồng như rắc bạc."
    )


def test_a_snippet_begins_at_a_sentence_where_it_can():
    text = " ".join(["Mở đầu dài dòng."] * 20) + " Trăng rằm lên cao. " + " ".join(["Đoạn sau cũng dài."] * 20)
    found = parts(snippet, text, "tren cao ram")
    assert joined(found).startswith("… Trăng rằm lên cao.")
    assert joined(found).endswith(" …")
    assert marked(found) == ["rằm", "cao"]


def test_the_window_with_most_different_words_is_shown():
    text = "trăng " * 3 + "mây " * 100 + "trăng và gió " + "mây " * 100
    assert marked(parts(snippet, text, "trang gio")) == ["trăng", "gió"]


def test_words_at_the_very_end_get_a_whole_snippet_before_them():
    text = "mây trôi " * 100 + "trăng"
    found = parts(snippet, text, "trang")
    assert len(joined(found).split()) >= WIDTH
    assert joined(found).endswith("trăng")


def test_nothing_wanted_shows_the_beginning():
    assert joined(parts(snippet, "Một hai ba", "bốn")) == "Một hai ba"
    assert parts(snippet, "", "bốn") == ()


def test_text_with_separate_marks_is_shown_composed():
    assert parts(mark, unicodedata.normalize("NFD", "Mèn"), "men") == (("Mèn", True),)


@given(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=4))
def test_marking_changes_no_letter(text, words):
    found = parts(mark, text, " ".join(words))
    kept = "".join(char for char in unicodedata.normalize("NFC", text) if not char.isspace())
    assert "".join(char for char in joined(found) if not char.isspace()) == kept


@given(st.lists(st.sampled_from([*WORDS, "một.", "hai!\n", "ba"]), min_size=1, max_size=200), st.sampled_from(WORDS))
def test_a_snippet_is_a_stretch_of_the_text_that_holds_the_word_if_it_is_there(words, wanted):
    text = " ".join(words)
    found = parts(snippet, text, wanted)
    core = joined(found).removeprefix("… ").removesuffix(" …")
    assert core in text.replace("\n", " ")
    assert bool(marked(found)) == (wanted in words)
    assert len(core.split()) <= WIDTH + 1
