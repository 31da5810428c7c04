"""Lengths, rates and captions of the streams of a file, from its packets: what a header says is often wrong."""

import contextlib
from collections import Counter
from fractions import Fraction
from typing import Any, Final

from library_pages.media.pipeline.captions.substation import plain

WINDOW: Final = 2  # seconds over which a peak rate is taken
FAR: Final = 1_000_000.0  # seconds; no time is told beyond
_WINDOWS: Final = 24 * 3600 // WINDOW  # those of the longest recording that is taken
_JUMP: Final = 10.0  # seconds by which a clock that may start anew has been set, as ffmpeg takes it
_CLOCKS: Final = frozenset({"mpegts", "mpeg"})  # formats whose clocks may start anew
_GAPS: Final = 10_000  # different ones that are counted
_MOST_CUES, _MOST_TEXT, _LONGEST_CUE = 20_000, 4 << 20, 2000
_ALIKE: Final = 0.1
_FASTEST: Final = 1000  # frames a second


class StreamMeasurement:
    """One stream while its packets go by; times in seconds from the beginning of the file."""

    def __init__(self, *, restarts: bool) -> None:
        self.start: float | None = None
        self.end = self.last = self.key_gap = 0.0
        self.packets = self.bytes = 0
        self._restarts, self._shift = restarts, 0.0
        self._before: float | None = None
        self._last_key: float | None = None
        self._windows: dict[int, int] = {}
        self._gaps: Counter[int] = Counter()

    def add(self, packet: Any, begin: float) -> None:
        """Count a packet that has a time."""
        base = packet.time_base
        shown = packet.pts if packet.pts is not None else packet.dts
        length = min(float((packet.duration or 0) * base), FAR)
        order = self._steady(float((packet.dts if packet.dts is not None else shown) * base) - begin, length)
        at = max(-FAR, min(float(shown * base) - begin + self._shift, FAR))
        if self._before is not None and len(self._gaps) < _GAPS and order > self._before:
            self._gaps[round((order - self._before) * 1_000_000)] += 1
        self._before = order
        self.start = at if self.start is None else min(self.start, at)
        self.end, self.last = max(self.end, at + length), max(self.last, at)
        self.packets += 1
        self.bytes += packet.size
        window = int(at // WINDOW)
        if 0 <= window < _WINDOWS:
            self._windows[window] = self._windows.get(window, 0) + packet.size
        if packet.is_keyframe:
            self.key_gap = max(self.key_gap, at - (at if self._last_key is None else self._last_key))
            self._last_key = at

    def _steady(self, order: float, length: float) -> float:
        """The time of a packet without the jump of a clock that was set in between."""
        order += self._shift
        if self._restarts and self._before is not None and abs(order - self._before) > _JUMP:
            wanted = self._before + length
            self._shift += wanted - order
            order = wanted
        return order

    @property
    def step(self) -> float:
        """The seconds from frame to frame that half of the frames do not pass: an average is wrong where one stands."""
        seen, half = 0, sum(self._gaps.values()) / 2
        for gap, count in sorted(self._gaps.items()):
            seen += count
            if seen >= half:
                return gap / 1_000_000
        return 0.0

    def as_json(self) -> dict[str, Any]:
        """What is told of it."""
        return {
            "start": self.start or 0.0,
            "end": self.end,
            "last": self.last,
            "packets": self.packets,
            "bytes": self.bytes,
            "peak": max(self._windows.values(), default=0) * 8 // WINDOW,
            "key_gap": max(self.key_gap, self.end - (self._last_key or 0.0)),
        }


class Lines:
    """Captions inside a file, collected while its packets go by."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.cues: list[tuple[float, float, str]] = []
        self._size = 0

    def add(self, packet: Any, begin: float) -> None:
        """Decode a packet; what can't be is left out."""
        import av

        if packet.pts is None or len(self.cues) >= _MOST_CUES or self._size >= _MOST_TEXT:
            return
        start = float(packet.pts * packet.time_base) - begin
        end = start + float((packet.duration or 0) * packet.time_base)
        with contextlib.suppress(av.error.FFmpegError, ValueError, UnicodeDecodeError, AttributeError):
            for rect in packet.decode():
                # A line of ASS without its times: eight columns stand before the words.
                words = rect.ass.decode(errors="replace").split(",", 8)[-1][:_LONGEST_CUE]
                text = "\n".join(line for each in plain(words) if (line := each.strip()))
                if text and 0 <= start < end < FAR:
                    self.cues.append((start, end, text))
                    self._size += len(text)


def measure(container: Any, kept: list[Any], lines: list[Lines], begin: float) -> dict[int, StreamMeasurement]:
    """Read all packets; a damaged end ends the reading, not the file."""
    import av

    restarts = container.format.name.split(",")[0] in _CLOCKS
    seen = {stream.index: StreamMeasurement(restarts=restarts) for stream in kept}
    captions = {each.stream.index: each for each in lines}
    with contextlib.suppress(av.error.FFmpegError):
        for packet in container.demux(*kept, *(each.stream for each in lines)):
            if packet.size and packet.time_base and (packet.pts is not None or packet.dts is not None):
                index = packet.stream.index
                (seen[index] if index in seen else captions[index]).add(packet, begin)
    return seen


def rate_of(stream: Any, step: float) -> Fraction:
    """Frames a second: of what the header says what fits most of the frames, else theirs."""
    said = [rate for rate in (stream.average_rate, stream.base_rate, stream.guessed_rate) if rate and rate > 0]
    if not step:
        return min(Fraction(said[0] if said else 25), Fraction(_FASTEST))
    real = 1 / step
    fitting = next((rate for rate in said if abs(float(rate) - real) <= _ALIKE * real), None)
    return min(Fraction(fitting or real).limit_denominator(1001), Fraction(_FASTEST))
