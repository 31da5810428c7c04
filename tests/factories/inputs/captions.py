"""Captions in the formats and encodings in which they are handed on."""

from __future__ import annotations

_LINES = ("Ngày xửa ngày xưa, ở làng nọ", "có một chú nghé uống nước trong chum", "rồi nuốt mất vầng trăng.")
_SRT = "".join(
    f"{number}\n00:00:{second:02},000 --> 00:00:{second + 3:02},000\n{text}\n\n"
    for number, (second, text) in enumerate(zip((1, 5, 9), _LINES, strict=True), 1)
)
_ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    + "".join(
        f"Dialogue: 0,0:00:0{second}.00,0:00:0{second + 1}.50,Default,,0,0,0,,{{\\i1}}{text}\n"
        for second, text in zip((1, 4, 7), _LINES, strict=True)
    )
)
_TTML = (
    '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
    + "".join(
        f'<p begin="{second}s" end="{second + 2}s">{text}</p>' for second, text in zip((1, 4, 7), _LINES, strict=True)
    )
    + "</div></body></tt>"
)
_CHINESE = "从前有一个村庄，村里有一头小牛喝水，把月亮也吞下去了。"
_TCVN3 = "1\n00:00:01,000 --> 00:00:04,000\nCéng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc\n".encode(
    "latin-1"
)


def all_captions() -> dict[str, bytes]:
    """Each with what it stands for in its name."""
    return {
        "plain.srt": _SRT.encode(),
        "plain.vtt": ("WEBVTT\n\n" + _SRT.replace(",000", ".000")).encode(),
        "plain.ass": _ASS.encode(),
        "old.ssa": _ASS.replace("v4.00+", "v4.00").replace("V4+", "V4").encode(),
        "plain.ttml": _TTML.encode(),
        "plain.xml": _TTML.encode(),
        "frames.sub": "".join(f"{{{n * 50}}}{{{n * 50 + 40}}}{text}\n" for n, text in enumerate(_LINES, 1)).encode(),
        "called-text.txt": _SRT.encode(),
        "marked.srt": b"\xef\xbb\xbf" + _SRT.encode(),
        "utf-16.srt": _SRT.encode("utf-16"),
        "tcvn3.srt": _TCVN3,
        "chinese.srt": f"1\n00:00:01,000 --> 00:00:04,000\n{_CHINESE}\n".encode("gbk"),
        "doubled-returns.srt": _SRT.replace("\n", "\r\r\n").encode(),
        "without-blank-lines.srt": _SRT.replace("\n\n", "\n").encode(),
        "without-numbers.srt": "\n\n".join(part.partition("\n")[2] for part in _SRT.split("\n\n")).encode(),
        "without-times.srt": "\n".join(_LINES).encode(),
        "empty.srt": b"",
        "pictures.sub": b"\x00\x00\x01\xba" + bytes(500),
        "packed.srt": b"PK\x03\x04" + bytes(200),
        "document.txt": b"%PDF-1.7\n" + bytes(200),
        "open-brackets.srt": ("1\n00:00:01,000 --> 00:00:04,000\n" + "{\\" * 20_000).encode(),
        "open-tags.vtt": ("WEBVTT\n\n00:01.000 --> 00:04.000\n" + "<c." * 20_000).encode(),
        "long-numbers.srt": b"1\n" + b"9" * 5000 + b":00:01,000 --> 00:00:04,000\nA\n",
    }
