"""Captions as teachers have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library_pages.media.captions.parser import CaptionsError, Cue, decoded, parse, written

WORDS = "Nghé nhìn vầng trăng, đẹp lắm!"
SRT = f"1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>{WORDS}</i>\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\nHai\r\nba\r\n"
VTT = f"WEBVTT - lời\n\nNOTE không phải lời\n\nchương\n00:01.000 --> 00:03.500 align:start\n<v Lan>{WORDS}</v>\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SRT, VTT], ids=["srt", "vtt"])
def test_both_formats_are_read_in_every_encoding(text, encoding):
    first = parse(decoded(text.encode(encoding)))[0]
    assert first == Cue(1.0, 3.5, WORDS)


def test_windows_1258_has_the_tone_behind_its_letter():
    old = "1\n00:00:01,000 --> 00:00:02,000\nTiê\u0301ng Viê\u0323t đo\u0301\n".encode("cp1258")
    assert parse(decoded(old))[0].text == "Tiếng Việt đó"


def test_lines_stay_and_markup_goes():
    assert parse(SRT)[1].text == "Hai\nba"
    assert parse("00:00:01.000 --> 00:00:02.000\n{\\an8}<font color=red>A</font> &amp; B\n")[0].text == "A & B"


def test_cues_come_in_order_without_empty_ones():
    blocks = ["00:09.000 --> 00:10.000\nb", "00:01.000 --> 00:02.000\na", "00:03.000 --> 00:03.000\nc"]
    text = "\n\n".join([*blocks, "00:04.000 --> 00:05.000\n\n"])
    assert [cue.text for cue in parse(text)] == ["a", "b"]


@pytest.mark.parametrize("data", [b"", b"no times", b"\x00\x01\x02", "<html></html>".encode("utf-16")])
def test_what_has_no_times_is_refused(data):
    with pytest.raises(CaptionsError) as refused:
        parse(decoded(data))
    assert refused.value.args[0] in {"captions-format", "captions-encoding"}


def test_what_is_written_can_not_be_taken_for_markup():
    text = written([Cue(0.5, 3723.25, "<script>alert(1)</script> & 1 < 2")])
    assert text.startswith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n00:00:00.500 --> 01:02:03.250\n")
    assert "<script" not in text


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**7),
            st.integers(1, 10**5),
            st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30).filter(
                lambda word: word.strip() and not set(word) & set("<>{}&")
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_is_read_again(rows):
    from cms.foundation.text import nfc

    cues = sorted(
        (Cue(start / 1000, (start + length) / 1000, nfc(text)) for start, length, text in rows),
        key=lambda cue: (cue.start, cue.end),
    )
    assert [(cue.start, cue.end, cue.text) for cue in parse(written(cues))] == [
        (cue.start, cue.end, cue.text) for cue in cues
    ]
