"""Width and height of a picture from its first bytes, without decoding it; its media type may be wrong or missing."""

import struct
from typing import Final

LOOKED_THROUGH: Final = 1 << 20  # camera data and colour profiles may stand before a JPEG's size
_NO_SIZE: Final = {0xC4, 0xC8, 0xCC}  # tables among the markers C0 to CF, which else begin a frame (ITU T.81, B.1.1.3)
_ALONE: Final = {0x01, *range(0xD0, 0xD9)}  # markers without a length


def size_of(head: bytes) -> tuple[int, int] | None:
    """Pixels across and down; None when these are not the first bytes of a JPEG, PNG, GIF, WebP or AVIF."""
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack_from(">II", head, 16)
        if head.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack_from("<HH", head, 6)
        if head.startswith(b"\xff\xd8\xff"):
            return _jpeg(head)
        if head[8:12] == b"WEBP":
            return _webp(head)
        at = head.find(b"ispe", 0, 4096) if head[4:12] == b"ftypavif" else -1
        return struct.unpack_from(">II", head, at + 8) if at > 0 else None
    except struct.error:
        return None


def _jpeg(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:  # noqa: PLR2004  (every marker begins so)
        marker = head[at + 1]
        if marker == 0xFF:  # noqa: PLR2004  (a filling byte)
            at += 1
        elif marker in _ALONE:
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:  # noqa: PLR2004  (a frame)
            height, width = struct.unpack_from(">HH", head, at + 5)
            return width, height
        else:
            at += 2 + int(struct.unpack_from(">H", head, at + 2)[0])
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    form = head[12:16]
    if form == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
