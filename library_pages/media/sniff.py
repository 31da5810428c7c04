"""Which demuxer an upload belongs to, from its first bytes and never from its name.

Only whitelisted containers are known here, so that a script which names other files is turned away before anything
is asked to open it (media.md 8).
"""

from typing import IO, Final

from library_pages.catalogue.refusals import RefusedError

_HEAD: Final = 4096
_TS_PACKET: Final = 188

_AT: Final[tuple[tuple[int, bytes, str], ...]] = (
    (4, b"ftyp", "mov"),
    (4, b"moov", "mov"),
    (4, b"mdat", "mov"),
    (4, b"wide", "mov"),
    (4, b"skip", "mov"),
    (4, b"free", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (8, b"WAVE", "wav"),
    (8, b"AVI ", "avi"),
    (0, b"OggS", "ogg"),
    (0, b"fLaC", "flac"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (0, b"FLV\x01", "flv"),
    (0, b"\x00\x00\x01\xba", "mpeg"),
    (8, b"AIFF", "aiff"),
    (8, b"AIFC", "aiff"),
    (0, b"#!AMR", "amr"),
    (0, b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", "mxf"),
    (0, b"GIF8", "gif"),
)
_REFUSED: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"PK", "kind-archive"),
    (0, b"Rar!", "kind-archive"),
    (0, b"7z\xbc\xaf", "kind-archive"),
    (0, b"\x1f\x8b", "kind-archive"),
    (0, b"\xff\xd8\xff", "kind-picture"),
    (0, b"\x89PNG", "kind-picture"),
    (8, b"WEBP", "kind-picture"),
    (0, b"#EXTM3U", "kind-playlist"),
    (0, b"ffconcat", "kind-playlist"),
    (0, b"v=0", "kind-playlist"),  # SDP
)


def sniff(file: IO[bytes]) -> str:
    """Name of the demuxer.

    Raises:
        RefusedError: it is none of the containers that are taken.
    """
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if not head:
        raise RefusedError("empty")
    for offset, mark, demuxer in _AT:
        if head[offset:].startswith(mark):
            return demuxer
    if head[0] == ord("G") and head[_TS_PACKET : _TS_PACKET + 1] == b"G":
        return "mpegts"
    if head.startswith(b"ID3"):
        return _behind_tag(file, head)
    if found := _bare_stream(head):
        return found
    for offset, mark, code in _REFUSED:
        if head[offset:].startswith(mark):
            raise RefusedError(code)
    raise RefusedError("not-media")


def _behind_tag(file: IO[bytes], head: bytes) -> str:
    # An ID3v2 tag stands before MP3, sometimes before FLAC or ADTS; its length has seven bits a byte.
    length = 10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    file.seek(length)
    behind = file.read(4)
    file.seek(0)
    if behind.startswith(b"fLaC"):
        return "flac"
    return _bare_stream(behind) or "mp3"


def _bare_stream(head: bytes) -> str:
    """MPEG audio without a container, by its sync word of eleven bits; in ADTS two bits of layer are 0 behind it."""
    word = int.from_bytes(head[:2], "big") if len(head) > 1 else 0
    if word & 0xFFF6 == 0xFFF0:  # noqa: PLR2004
        return "aac"
    return "mp3" if word & 0xFFE0 == 0xFFE0 else ""  # noqa: PLR2004
