"""Our own writer of playlists (RFC 8216): ffmpeg's are wrong in four ways (docs/design/media.md, “Playlists”).

All addresses are relative, so that they inherit the grant in the path.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from library_pages.media.pipeline.ladder import AUDIO

GROWING, WHOLE = "growing.m3u8", "index.m3u8"
_GROUP, _SUBTITLES = "sound", "captions"
TARGET: Final = 6  # seconds; never changes while a list grows (RFC 8216, 6.2.1)
_PEAK_SHARE: Final = 0.5  # a shorter segment says nothing of the peak (HLS authoring specification, 9.13)


@dataclass(frozen=True, slots=True)
class Variant:
    """A rung in the master; rates in bit/s, measured."""

    rung: str
    codecs: str
    width: int
    height: int
    fps: float
    peak: int
    average: int


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """The audio rendition of the master."""

    codecs: str
    channels: int
    language: str
    name: str
    peak: int
    average: int


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A language of captions; `path` leads to its playlist."""

    language: str
    name: str
    path: str


def media_playlist(segments: Iterable[Sequence[int]], timescale: int, *, ended: bool, growing: bool) -> str:
    """The list of a rung from its `[[ticks, bytes], …]`; one that grows names its start: hls.js would take its end."""
    lengths = [ticks / timescale for ticks, _size in segments]
    target = max(TARGET, *(int(length + 0.5) for length in lengths)) if lengths else TARGET
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{target}",
        f"#EXT-X-PLAYLIST-TYPE:{'EVENT' if growing else 'VOD'}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        *(["#EXT-X-START:TIME-OFFSET=0,PRECISE=YES"] if growing else []),
        '#EXT-X-MAP:URI="init.mp4"',
    ]
    for number, length in enumerate(lengths):
        lines += [f"#EXTINF:{length:.6f},", f"{number:06d}.m4s"]
    return _text([*lines, *(["#EXT-X-ENDLIST"] if ended else [])])


def captions_playlist(file: str, seconds: float) -> str:
    """A whole WebVTT file as a list of one segment, which may be longer than the others' target."""
    return _text(
        [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{max(1, ceil(seconds))}",
            "#EXT-X-PLAYLIST-TYPE:VOD",
            "#EXT-X-MEDIA-SEQUENCE:0",
            f"#EXTINF:{seconds:.6f},",
            file,
            "#EXT-X-ENDLIST",
        ]
    )


def master_playlist(
    variants: Sequence[Variant], sound: SoundTrack | None, subtitles: Sequence[Subtitles], *, growing: bool
) -> str:
    """The list of lists: rungs from the lowest, since the first is what a slow line begins with.

    BANDWIDTH is the largest sum of measured peaks of picture and sound (HLS authoring specification, 9.13).
    """
    name = GROWING if growing else WHOLE
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound and variants:
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{_GROUP}",NAME="{_quoted(sound.name)}",LANGUAGE="{sound.language}",'
            f'DEFAULT=YES,AUTOSELECT=YES,CHANNELS="{sound.channels}",URI="{AUDIO}/{name}"'
        )
    for number, entry in enumerate(subtitles):
        lines.append(
            f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="{_SUBTITLES}",NAME="{_quoted(entry.name)}",'
            f'LANGUAGE="{entry.language}",DEFAULT={"NO" if number else "YES"},AUTOSELECT=YES,URI="{entry.path}"'
        )
    shown = f',SUBTITLES="{_SUBTITLES}"' if subtitles else ""
    heard = f',AUDIO="{_GROUP}"' if sound else ""
    for each in sorted(variants, key=lambda variant: variant.peak):
        codecs = f"{each.codecs},{sound.codecs}" if sound else each.codecs
        peak, average = (each.peak + sound.peak, each.average + sound.average) if sound else (each.peak, each.average)
        rates = f"BANDWIDTH={peak},AVERAGE-BANDWIDTH={average}"
        look = f"RESOLUTION={each.width}x{each.height},FRAME-RATE={each.fps:.3f}"
        lines += [f'#EXT-X-STREAM-INF:{rates},CODECS="{codecs}",{look}{heard}{shown}', f"{each.rung}/{name}"]
    if sound and not variants:
        lines += [
            f'#EXT-X-STREAM-INF:BANDWIDTH={sound.peak},AVERAGE-BANDWIDTH={sound.average},CODECS="{sound.codecs}"{shown}',
            f"{AUDIO}/{name}",
        ]
    return _text(lines)


def _quoted(value: str) -> str:
    """A quoted string may hold neither quotes nor line ends (RFC 8216, 4.2)."""
    return "".join(" " if char in '"\r\n' else char for char in value)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def rates_of(segments: Sequence[Sequence[int]], timescale: int) -> tuple[int, int]:
    """Peak of a segment and average of a rendition, in bit/s, of `[[ticks, bytes], …]`."""
    ticks = sum(length for length, _size in segments)
    size = sum(size for _length, size in segments)
    longest = max(length for length, _size in segments)
    peak = max(size * 8 * timescale // length for length, size in segments if length >= longest * _PEAK_SHARE)
    average = size * 8 * timescale // ticks
    return max(peak, average), average
