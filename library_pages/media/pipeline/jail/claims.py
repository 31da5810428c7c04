"""How long and how large a file's header says that it is; what is missing of that was cut off on its way."""

import struct
from pathlib import Path
from typing import Any, Final

# Formats whose headers were written when the whole was known; of the others a length is but an estimate.
_SAYING: Final = frozenset(
    {"mov", "matroska", "avi", "flac", "wav", "w64", "aiff", "caf", "au", "flv", "asf", "mxf", "wv", "tta", "ape"}
)
_COUNTS: Final = (b"Xing", b"Info", b"VBRI")  # headers of MP3 with the number of frames
_HEAD: Final = 4096
_BITS: Final = (21, 14, 7, 0)
_FAR: Final = 1_000_000.0  # seconds
_FILE_PROPERTIES: Final = bytes.fromhex(
    "a1dcab8c47a9cf118ee400c00c205365"
)  # of ASF, 3.2; the size stands behind a GUID


def claimed_length(container: Any, stream: Any, file: Path) -> float:
    """Seconds of a stream as the header has it; 0 where it says nothing that counts."""
    name = container.format.name.split(",")[0]
    if not stream.duration or not stream.time_base or not (name in _SAYING or _counts_frames(name, file)):
        return 0.0
    length = float(stream.duration * stream.time_base)
    rate = stream.average_rate if stream.type == "video" else stream.codec_context and stream.codec_context.sample_rate
    if name in {"avi", "caf"} and stream.frames and rate:
        length = max(length, float(stream.frames / rate))  # ffmpeg shortens the first to what fits into the file
    return min(length, _FAR)


def claimed_whole(container: Any, file: Path) -> float:
    """Seconds of all together; 0 where the header says nothing that counts."""
    says = container.format.name.split(",")[0] in {"matroska", "flv"}
    return min((container.duration or 0) / 1_000_000, _FAR) if says else 0.0


def share_there(file: Path) -> float:
    """The share of the bytes that a header promises; 1 where it promises none."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    promised = 0
    if head[:4] == b"RIFF" and head[8:12] in {b"WAVE", b"AVI "}:
        (promised,) = struct.unpack_from("<I", head, 4)
        promised = 0 if promised == 0xFFFFFFFF else promised  # noqa: PLR2004  (a stream without an end)
    elif head[:4] == b"riff":  # Wave64
        (promised,) = struct.unpack_from("<Q", head.ljust(24, b"\0"), 16)
    elif (at := head.find(_FILE_PROPERTIES)) > 0:
        (promised,) = struct.unpack_from("<Q", head.ljust(_HEAD, b"\0") + bytes(64), at + 40)
    size = file.stat().st_size
    return size / promised if promised > size else 1.0


def _counts_frames(name: str, file: Path) -> bool:
    if name != "mp3":
        return False
    with file.open("rb") as stream:
        head = stream.read(10)
        if head.startswith(b"ID3"):
            # Its length has seven bits a byte (ID3v2.4, 3.1).
            stream.seek(10 + sum(byte << shift for byte, shift in zip(head[6:10], _BITS, strict=False)))
        else:
            stream.seek(0)
        head = stream.read(_HEAD)
    return any(mark in head for mark in _COUNTS)
