import pytest

from cms.sample.source_text import Paragraph, Picture, SourceTextError, parse

FRONT = "---\nslug: thu\ntitle: Thử\n---\n"


def test_front_matter_chapters_and_paragraphs_are_read():
    text = parse(f"{FRONT}\n# Một\n\nDòng một\ndòng hai.\n\nĐoạn hai.\n\n# Hai\n\nHết.\n")
    assert text.front == {"slug": "thu", "title": "Thử"}
    assert [chapter.title for chapter in text.chapters] == ["Một", "Hai"]
    assert text.chapters[0].blocks == (Paragraph("Dòng một dòng hai."), Paragraph("Đoạn hai."))


def test_a_value_may_hold_a_colon():
    assert parse("---\ntitle: Hai: một đôi\n---\n# A\n\nB.").front["title"] == "Hai: một đôi"


def test_decomposed_letters_become_composed():
    assert parse(f"{FRONT}# Tie\u0302\u0301ng\n\nNghe\u0301.").chapters[0].title == "Tiếng"


def test_a_picture_has_words_and_a_file():
    assert parse(f"{FRONT}# Một\n\n![Nghé uống nước](tranh.png)\n").chapters[0].blocks == (
        Picture(alt="Nghé uống nước", file="tranh.png"),
    )


def test_bold_runs_alternate():
    paragraph = Paragraph("**Mượn.** Đem sách **này** về.")
    assert paragraph.runs == (("Mượn.", True), (" Đem sách ", False), ("này", True), (" về.", False))
    assert paragraph.plain == "Mượn. Đem sách này về."


def test_dashes_of_dialogue_are_not_words():
    assert parse(f"{FRONT}# Một\n\n– Về đi, Khoai – Mây bảo.").words == 5


@pytest.mark.parametrize(
    "text",
    [
        "# Không có phần đầu\n\nChữ.",
        f"{FRONT}Chữ trước chương.\n\n# Một\n\nChữ.",
        f"{FRONT}",
        f"{FRONT}# Chương trống\n",
        f"{FRONT}# Một\n\nChữ **đậm không hết.",
        "---\nkhông có dấu\n---\n# Một\n\nChữ.",
        "---\ntitle:\n---\n# Một\n\nChữ.",
    ],
    ids=["no front", "before a heading", "no heading", "empty chapter", "open bold", "no colon", "no value"],
)
def test_what_breaks_the_notation_is_refused(text):
    with pytest.raises(SourceTextError):
        parse(text)
