import pytest

from cms.web.shapes import Part
from library_pages.reading.excerpt import excerpt_of
from library_pages.text.extraction import QUOTE, quote_at

STORY = (
    "Ngày xưa có một anh chàng tên là Cuội. Một hôm anh vào rừng đốn củi thì gặp một con hổ con không đáng sợ. "
    "Anh vung rìu lên, hổ con ngã lăn quay. Vừa lúc đó hổ mẹ về tới nơi, anh chỉ kịp quăng rìu leo lên một cây cao. "
    "Từ trên cây nhìn xuống, anh thấy hổ mẹ chạy đến bờ suối, đớp một ít lá rồi về nhai và mớm cho con."
)


def engine_quote(at):
    """As the reader in the browser quotes: cut wherever the count is full."""
    return {
        "before": STORY[max(0, at - QUOTE) : at],
        "highlight": STORY[at : at + QUOTE],
        "after": STORY[at + QUOTE : at + 2 * QUOTE],
    }


@pytest.mark.parametrize("quote", [engine_quote, lambda at: quote_at(STORY, at)], ids=["engine", "index"])
def test_the_sentence_of_the_place_is_marked_after_some_words_before_it(quote):
    found = excerpt_of({"text": quote(STORY.index("Anh vung"))})
    assert found[1] == Part("Anh vung rìu lên, hổ con ngã lăn quay.", marked=True)
    assert found[0].text.endswith("không đáng sợ. ")
    assert found[0].text.startswith("… ")


def test_the_heading_of_a_chapter_is_no_part_of_its_first_sentence():
    text = {"before": " ", "highlight": "Chương 3 Theo dấu chân ướt Người bạn đường đầu tiên là một con nghé. Nó tên"}
    assert excerpt_of({"title": "Theo dấu chân ướt", "text": text}) == (
        Part("Người bạn đường đầu tiên là một con nghé.", marked=True),
    )


def test_the_title_inside_a_sentence_stays_there():
    text = {"highlight": "Hôm nay bà lại kể chuyện về chú Cuội cho cả nhà cùng nghe."}
    assert excerpt_of({"title": "chú Cuội", "text": text})[0].text == text["highlight"]


def test_a_place_inside_a_sentence_marks_it_from_its_beginning():
    found = excerpt_of({"text": engine_quote(STORY.index("hổ con ngã"))})
    assert found[-1] == Part("Anh vung rìu lên, hổ con ngã lăn quay.", marked=True)


def test_at_the_beginning_of_the_book_nothing_stands_before():
    found = excerpt_of({"text": engine_quote(0)})
    assert found == (Part("Ngày xưa có một anh chàng tên là Cuội.", marked=True),)


def test_the_last_sentence_of_a_book_is_whole():
    found = excerpt_of({"text": engine_quote(STORY.index("Từ trên cây"))})
    marked = found[-1].text.removesuffix(" …")
    assert (found[-1].marked, found[-1].text.endswith(" …")) == (True, False)
    assert marked in STORY


def test_half_words_at_the_cuts_become_an_ellipsis():
    long = "một hai ba bốn năm sáu bảy tám chín mười " * 12
    at = long.index("tám", 200)
    found = excerpt_of(
        {"text": {"before": long[at - 80 : at], "highlight": long[at : at + 80], "after": long[at + 80 : at + 160]}}
    )
    assert len(found) == 1
    assert found[0].text.startswith("… ")
    assert found[0].text.endswith(" …")
    assert set(found[0].text.strip("… ").split()) <= set("một hai ba bốn năm sáu bảy tám chín mười".split())


@pytest.mark.parametrize(
    "locator", [{}, {"text": None}, {"text": {}}, {"text": {"highlight": "  "}}, {"text": {"before": "a"}}]
)
def test_without_a_quotation_there_is_nothing(locator):
    assert excerpt_of(locator) == ()


def test_no_two_words_grow_together_where_the_index_lost_a_space():
    text = "a" * 77 + " b " + "cde fgh. Rồi hết."
    found = excerpt_of({"text": quote_at(text, 0)})
    assert "b cde" in found[0].text
