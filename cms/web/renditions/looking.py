"""How big a picture says it is, from its first bytes: no decoder of pictures runs in a process of the site.

Formats: PNG (W3C PNG 3, with APNG), JPEG (ITU T.81), WebP (RFC 9649), AVIF (ISO/IEC 23008-12, `ispe`), GIF 89a.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Final

_MOST_PARTS: Final = 4_000  # chunks, segments or boxes that are looked at
_MOST_META: Final = 1 << 20
_STARTS_OF_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_STANDALONE: Final = frozenset({0x01, 0xFF, *range(0xD0, 0xD9)})
_ANIMATED: Final = 0x02
_CONTAINERS: Final = {b"meta": 4, b"iprp": 0, b"ipco": 0}  # with the bytes before their first box


class NotAPictureError(Exception):
    """None of the formats, or cut off before it says its size."""


@dataclass(frozen=True, slots=True)
class Look:
    """Width and height in pixels as stored, before it is turned upright; frames of an animation, at least 1.

    `form` is the format by its signature: png, jpeg, webp, gif or avif.
    """

    width: int
    height: int
    frames: int = 1
    form: str = field(default="", compare=False)

    @property
    def pixels(self) -> int:
        """Pixels to be decoded: width by height, by the number of frames."""
        return self.width * self.height * self.frames


def look_at(stream: IO[bytes]) -> Look:
    """What a picture says of its size; the stream is left anywhere.

    Raises:
        NotAPictureError: it says nothing that can be understood.
    """
    stream.seek(0)
    head = stream.read(32)
    form = _form_of(head)
    if not form:
        raise NotAPictureError("no signature that is known")
    try:
        found = _READERS[form](stream, head)
    except (struct.error, IndexError, ValueError) as error:
        raise NotAPictureError(str(error)) from error
    if found is None or found.width < 1 or found.height < 1:
        raise NotAPictureError("no size")
    return replace(found, form=form)


def _form_of(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return "gif"
    return "avif" if head[4:8] == b"ftyp" else ""


def _gif(_stream: IO[bytes], head: bytes) -> Look:
    return Look(*struct.unpack("<HH", head[6:10]))


def _png(stream: IO[bytes], head: bytes) -> Look:
    width, height = struct.unpack(">II", head[16:24])
    at = 8
    for _ in range(_MOST_PARTS):
        stream.seek(at)
        length, name, first = struct.unpack(">I4sI", stream.read(12))
        if name == b"acTL":
            return Look(width, height, max(1, first))
        if name == b"IDAT":
            break
        at += 12 + length
    return Look(width, height)


def _jpeg(stream: IO[bytes], _head: bytes) -> Look | None:
    at = 2
    for _ in range(_MOST_PARTS):
        stream.seek(at)
        begin = stream.read(9)
        if begin[0] != 0xFF:  # noqa: PLR2004  (every segment begins with it)
            return None
        if begin[1] in _STARTS_OF_FRAMES:
            height, width = struct.unpack(">HH", begin[5:9])
            return Look(width, height)
        at += 1 if begin[1] == 0xFF else 2 if begin[1] in _STANDALONE else 2 + struct.unpack(">H", begin[2:4])[0]  # noqa: PLR2004
    return None


def _webp(stream: IO[bytes], head: bytes) -> Look | None:
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return Look(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return Look((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind != b"VP8X":
        return None
    width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
    return Look(width, height, _frames_of_webp(stream) if head[20] & _ANIMATED else 1)


def _frames_of_webp(stream: IO[bytes]) -> int:
    at, frames = 12, 0
    for _ in range(_MOST_PARTS):
        stream.seek(at)
        begin = stream.read(8)
        if len(begin) < 8:  # noqa: PLR2004  (name and length)
            break
        frames += begin[:4] == b"ANMF"
        length = int.from_bytes(begin[4:], "little")
        at += 8 + length + length % 2
    return max(1, frames)


def _avif(stream: IO[bytes], _head: bytes) -> Look | None:
    at = 0
    for _ in range(_MOST_PARTS):
        stream.seek(at)
        begin = stream.read(8)
        if len(begin) < 8:  # noqa: PLR2004  (length and name)
            return None
        length = int.from_bytes(begin[:4], "big")
        if begin[4:] == b"meta":
            sizes = _sizes(begin + stream.read(min(length, _MOST_META) - 8), [])
            return max(sizes, key=lambda look: look.pixels) if sizes else None
        if length < 8:  # noqa: PLR2004
            return None
        at += length
    return None


def _sizes(data: bytes, found: list[Look]) -> list[Look]:
    """Sizes of all pictures of the file; the biggest is the whole one, the others are tiles and masks."""
    at = 0
    while at + 8 <= len(data) and len(found) < _MOST_PARTS:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length < 8:  # noqa: PLR2004
            break
        if name in _CONTAINERS:
            _sizes(data[at + 8 + _CONTAINERS[name] : at + length], found)
        elif name == b"ispe":
            found.append(Look(*struct.unpack(">II", data[at + 12 : at + 20])))
        at += length
    return found


_READERS: Final[Mapping[str, Callable[[IO[bytes], bytes], Look | None]]] = {
    "png": _png,
    "jpeg": _jpeg,
    "webp": _webp,
    "gif": _gif,
    "avif": _avif,
}
