"""Reading and patching the boxes of fragmented MP4 (ISO/IEC 14496-12), as far as our own segments have them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CONTAINERS: Final = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"}
_HEADER: Final = 8
# Flags of tfhd and trun (14496-12, 8.8.7 and 8.8.8).
_BASE_OFFSET, _DESCRIPTION, _DEFAULT_DURATION = 0x1, 0x2, 0x8
_DATA_OFFSET, _FIRST_FLAGS = 0x1, 0x4
_DURATIONS, _SIZES, _FLAGS, _SHIFTS = 0x100, 0x200, 0x400, 0x800


class BoxError(ValueError):
    """The bytes are not what our encoder writes."""


@dataclass(frozen=True, slots=True)
class Init:
    """What an init segment says: ticks a second and the codec string of RFC 6381."""

    timescale: int
    codecs: str
    default_duration: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Ticks and samples of a media segment."""

    ticks: int
    samples: int
    first_tick: int


def read_init(data: bytes) -> Init:
    """What an init segment with one track says.

    Raises:
        BoxError: it is none.
    """
    timescale, default_duration, codecs = 0, 0, ""
    for kind, body, end in _walk(data, 0, len(data)):
        if kind == b"mdhd":
            timescale = _u32(data, body + (20 if data[body] else 12))
        elif kind == b"trex":
            default_duration = _u32(data, body + 12)
        elif kind == b"stsd":
            codecs = _codecs(data[body:end])
    if not timescale or not codecs:
        raise BoxError("no track that can be played")
    return Init(timescale, codecs, default_duration)


def read_fragment(data: bytes, init: Init) -> Fragment:
    """Length of a segment.

    Raises:
        BoxError: it holds no samples.
    """
    ticks = samples = 0
    first: int | None = None
    default = init.default_duration
    for kind, body, _end in _walk(data, 0, len(data)):
        if kind == b"tfhd":
            default = _default_duration(data, body) or init.default_duration
        elif kind == b"tfdt":
            at = _u64(data, body + 4) if data[body] else _u32(data, body + 4)
            first = at if first is None else first
        elif kind == b"trun":
            count, length = _run(data, body, default)
            samples, ticks = samples + count, ticks + length
    if not samples or first is None:
        raise BoxError("no samples")
    return Fragment(ticks, samples, first)


def moved(data: bytes, first_tick: int) -> bytes:
    """The segment, beginning at that tick; several fragments in it keep their distances."""
    patched = bytearray(data)
    shift: int | None = None
    for kind, body, _end in _walk(data, 0, len(data)):
        if kind != b"tfdt":
            continue
        wide = bool(data[body])
        at = _u64(data, body + 4) if wide else _u32(data, body + 4)
        shift = first_tick - at if shift is None else shift
        struct.pack_into(">Q" if wide else ">I", patched, body + 4, at + shift)
    if shift is None:
        raise BoxError("no tfdt")
    return bytes(patched)


def _walk(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    at = start
    while at + _HEADER <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + _HEADER
        if size == 1:
            size, body = _u64(data, body), body + 8
        size = size or end - at
        if size < body - at or at + size > end:
            raise BoxError(f"{kind!r} is cut off")
        if kind in _CONTAINERS:
            yield from _walk(data, body, at + size)
        else:
            yield kind, body, at + size
        at += size


def _default_duration(data: bytes, body: int) -> int:
    flags = _u32(data, body) & 0xFFFFFF
    if not flags & _DEFAULT_DURATION:
        return 0
    return _u32(data, body + 8 + (8 if flags & _BASE_OFFSET else 0) + (4 if flags & _DESCRIPTION else 0))


def _run(data: bytes, body: int, default: int) -> tuple[int, int]:
    flags, count = _u32(data, body) & 0xFFFFFF, _u32(data, body + 4)
    if not flags & _DURATIONS:
        return count, count * default
    at = body + 8 + (4 if flags & _DATA_OFFSET else 0) + (4 if flags & _FIRST_FLAGS else 0)
    width = 4 * sum(bool(flags & each) for each in (_DURATIONS, _SIZES, _FLAGS, _SHIFTS))
    return count, sum(_u32(data, at + number * width) for number in range(count))


def _codecs(stsd: bytes) -> str:
    if (at := stsd.find(b"avcC")) > 0:
        return "avc1." + stsd[at + 5 : at + 8].hex()
    if (at := stsd.find(b"esds")) > 0:
        return f"mp4a.40.{_audio_object_type(stsd[at + 8 :])}"
    raise BoxError("neither AVC nor AAC")


def _audio_object_type(descriptors: bytes) -> int:
    # DecoderSpecificInfo (tag 5) begins with AudioSpecificConfig: five bits of audio object type (14496-3, 1.6.2.1).
    at = 0
    while at < len(descriptors):
        tag, at = descriptors[at], at + 1
        while descriptors[at] & 0x80:
            at += 1
        at += 1
        if tag == 0x03:  # noqa: PLR2004  (ES_Descriptor: id and flags, no optional fields in what ffmpeg writes)
            at += 3
        elif tag == 0x04:  # noqa: PLR2004  (DecoderConfigDescriptor)
            at += 13
        elif tag == 0x05:  # noqa: PLR2004  (DecoderSpecificInfo)
            return descriptors[at] >> 3
        else:
            break
    raise BoxError("no AudioSpecificConfig")


def _u32(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", data, at)[0])


def _u64(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">Q", data, at)[0])
