"""Captions as teachers have them: formats, letters, faults of programs."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.foundation.text import nfc
from cms.foundation.vietnamese.repair import Letters
from library_pages.media.pipeline.captions.cues import CaptionsError, Cue, written
from library_pages.media.pipeline.captions.reading import read
from library_pages.media.wording import REASONS
from tests.factories.letters import STORED

WORDS = "Nghé nhìn vầng trăng, đẹp lắm!"
MORE = "Trường tiểu học của chúng em"
SRT = f"1\n00:00:01,000 --> 00:00:03,500\n<i>{WORDS}</i>\n\n2\n00:00:04,000 --> 00:00:06,000\n{MORE}\nba\n"
VTT = (
    f"WEBVTT - lời\n\nNOTE không phải lời\n\nchương\n00:01.000 --> 00:03.500 align:start\n<v Lan>{WORDS}</v>\n\n"
    f"00:04.000 --> 00:06.000\n{MORE}\nba\n"
)
ASS = (
    "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontsize\nStyle: D,rộng\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    f"Dialogue: 0,0:00:01.00,0:00:03.50,D,,0,0,0,,{{\\i1}}{WORDS}{{\\i0}}\n"
    "Comment: 0,0:00:01.00,0:00:03.50,D,,0,0,0,,không phải lời\n"
    "Dialogue: 0,0:00:02.00,0:00:03.00,D,,0,0,0,,{\\p1}m 0 0 l 10 10{\\p0}\n"
    f"Dialogue: 0,0:00:04.00,0:00:06.00,D,,0,0,0,,{MORE}\\Nba\n"
)
SSA = ASS.replace("V4+ Styles", "V4 Styles").replace("Layer", "Marked").replace("Dialogue: 0", "Dialogue: Marked=0")
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25">'
    "<head><metadata>không phải lời</metadata></head>"
    f'<body><div begin="1s"><p begin="0s" end="00:00:02:12.5"><span>{WORDS}</span></p>'
    f'<p begin="3000ms" dur="2s">{MORE}\n<br/>  ba</p></div></body></tt>'
)
DFXP = TTML.replace("http://www.w3.org/ns/ttml", "http://www.w3.org/2006/10/ttaf1")
MICRODVD = f"{{1}}{{1}}25\n{{25}}{{88}}{{y:i}}{WORDS}\n{{100}}{{150}}{MORE}|ba\n"
SBV = f"0:00:01.000,0:00:03.500\n{WORDS}\n\n0:00:04.000,0:00:06.000\n{MORE}\nba\n"
FORMATS = {
    "srt": SRT,
    "vtt": VTT,
    "ass": ASS,
    "ssa": SSA,
    "ttml": TTML,
    "dfxp": DFXP,
    "microdvd": MICRODVD,
    "sbv": SBV,
}
WIDE = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def cues(text, **given):
    return read(text.encode() if isinstance(text, str) else text, **given)[0]


@pytest.mark.parametrize("stored", [*STORED, *WIDE])
@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_read_in_every_encoding(name, stored):
    text = FORMATS[name]
    data = STORED[stored](text) if stored in STORED else text.encode(stored)
    first, second = cues(data)
    assert (first.start, first.end, first.text) == (1.0, pytest.approx(3.5, abs=0.021), WORDS)
    assert (second.start, second.end, second.text) == (4.0, 6.0, f"{MORE}\nba")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\r\r\n", "\n\n"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ttml"])
def test_lines_end_as_programs_end_them(name, ends):
    if ends == "\n\n" and name in {"srt", "vtt", "sbv"}:
        assert cues(FORMATS[name].replace("\n", ends))[0].text == WORDS
    else:
        assert [cue.text for cue in cues(FORMATS[name].replace("\n", ends))] == [WORDS, f"{MORE}\nba"]


@pytest.mark.parametrize(
    ("encoding", "lines"),
    [
        ("gb18030", ["你好，今天我们去学校读书。", "他说：这是一个很长的故事。"]),
        ("big5", ["你好，今天我們去學校讀書。", "他說：這是一個很長的故事。"]),
        ("shift_jis", ["こんにちは、今日は学校で本を読みます。", "これは長い話です。"]),
        ("euc_kr", ["안녕하세요. 오늘 우리는 학교에 갑니다.", "이것은 긴 이야기입니다."]),
        ("cp1251", ["Привет, сегодня мы идём в школу.", "Это длинная история."]),
        ("cp1252", ["Où est la bibliothèque ?", "C’est très loin, là-bas."]),
    ],
)
def test_other_languages_are_read_in_their_own_encodings(encoding, lines):
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(lines, 1))
    assert [cue.text for cue in cues(text.encode(encoding))] == lines


def test_how_letters_were_stored_is_told():
    assert read(SRT.encode())[1] is Letters.UTF_8
    assert read(STORED["TCVN3"](SRT))[1] is Letters.TCVN3


def test_a_wrong_byte_costs_one_letter():
    assert [cue.text for cue in cues(SRT.encode().replace(b"ba\n", b"b\xffa\n"))] == [WORDS, f"{MORE}\nb\ufffda"]


def test_without_blank_lines_no_number_is_shown():
    words = ["Một", "1945", "Ba"]
    text = "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{word}" for n, word in enumerate(words, 1))
    assert [cue.text for cue in cues(text)] == words


def test_a_year_at_the_end_of_a_cue_is_no_number():
    text = "1\n00:00:01,000 --> 00:00:02,000\nnăm\n1945\n2\n00:00:03,000 --> 00:00:04,000\nHai\n"
    assert [cue.text for cue in cues(text)] == ["năm\n1945", "Hai"]


def test_markup_goes():
    assert cues("00:00:01.000 --> 00:00:02.000\n{\\an8}<font color=red>A</font> &amp; B < C\n")[0].text == "A & B < C"


def test_cues_come_in_order_without_empty_ones():
    blocks = ["00:09.000 --> 00:10.000\nb", "00:01.000 --> 00:02.000\na", "00:03.000 --> 00:03.000\nc"]
    text = "\n\n".join([*blocks, "00:04.000 --> 00:05.000\n\n"])
    assert [cue.text for cue in cues(text)] == ["a", "b"]


def test_timed_pieces_inside_a_paragraph_come_at_their_times():
    spans = '<span begin="1s" end="2s">a</span> <span begin="2s" dur="50t">b</span>'
    text = f'<tt><body><p begin="10s">{spans}</p></body></tt>'
    assert cues(text) == [Cue(11, 12, "a"), Cue(12, pytest.approx(12 + 50 / 30), "b")]


def test_frames_are_counted_at_the_rate_of_the_film():
    assert cues("{30}{60}Xin|chào\n", rate=30) == [Cue(1, 2, "Xin\nchào")]


REFUSED = {
    "nothing": (b"", "captions-format"),
    "no times": (b"no times", "captions-format"),
    "bytes": (b"\xff\x98\x81" * 20, "captions-encoding"),
    "half of UTF-16": (b"\xff\xfe\x00\xd8\x00", "captions-encoding"),
    "a page": ("<html></html>".encode("utf-16"), "captions-format"),
    "an empty table": (b"[Script Info]\n[Events]\n", "captions-format"),
    "broken XML": (b"<tt><body><p>", "captions-format"),
    "entities": (b'<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "b">]><tt>&a;</tt>', "captions-format"),
    "frames of a sound": (b"{25}{75}Xin\n", "captions-frames"),
    "pictures of a DVD": (b"\x00\x00\x01\xba\x44", "captions-pictures"),
    "pictures of a disc": (b"PG\x00\x00\x01", "captions-pictures"),
    "an archive": (b"PK\x03\x04", "captions-packed"),
    "a document": (b"%PDF-1.4", "captions-document"),
    "too many": (b"00:10.0 --> 00:11.0\na\n\n" * 50_001, "captions-too-many"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_is_no_captions_is_refused_for_its_own_reason(name):
    data, code = REFUSED[name]
    with pytest.raises(CaptionsError) as refused:
        read(data)
    assert refused.value.args[0] == code
    assert code in REASONS


PIECES = [
    *("{\\", "<a", "<", "</", "<1", "{", "[", "&", "&#1", "-->", ":", "0:", "\\N", " ", "\n", "\n0", "\n ", "é", "|"),
    *(
        "00:00:01,000 --> ",
        "{1}{1}",
        "{1}{2}",
        "<p>",
        "<br/>",
        '<span begin="1s">',
        "Dialogue: ,,,",
        "\\p",
        "Å",
        "\x00a",
    ),
]
AROUND = {
    "alone": "{}",
    "a cue": "1\n00:00:01,000 --> 00:00:03,500\n{}\n",
    "an event": ASS + "Dialogue: 0,0:00:01.00,0:00:02.50,D,,0,0,0,,{}",
    "a paragraph": '<tt><body><p begin="1s" end="2s">{}',
}


@pytest.mark.parametrize("around", list(AROUND))
@pytest.mark.parametrize("piece", PIECES)
def test_the_cost_of_any_file_grows_with_its_size(piece, around):
    def cost(size):
        data = AROUND[around].replace("{}", piece * (size // len(piece))).encode()
        begun = time.process_time()
        with contextlib.suppress(CaptionsError):
            read(data)
        return time.process_time() - begun

    small, large = cost(25_000), cost(100_000)
    assert large < 12 * max(small, 0.01)  # the square would be sixteen times as much


def test_what_is_written_can_not_be_taken_for_markup():
    text = written([Cue(0.5, 3723.25, "<script>alert(1)</script> & 1 < 2")])
    assert text.startswith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n00:00:00.500 --> 01:02:03.250\n")
    assert "<script" not in text


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**7),
            st.integers(1, 10**5),
            st.text("ắằặđơưếộ字猫€ł", min_size=1, max_size=30),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_is_read_again(rows):
    wanted = sorted(
        (Cue(start / 1000, (start + length) / 1000, nfc(text)) for start, length, text in rows),
        key=lambda cue: (cue.start, cue.end),
    )
    found = cues(written(wanted))
    assert [(cue.start, cue.end, cue.text) for cue in found] == [(cue.start, cue.end, cue.text) for cue in wanted]
