"""Measured rates of a rendition."""

from collections.abc import Sequence

_SHARE = 0.5  # a segment shorter than half the longest says nothing of the peak (HLS authoring specification, 9.13)


def rates_of(segments: Sequence[Sequence[int]], timescale: int) -> tuple[int, int]:
    """Peak of a segment and average, in bit/s, of `[[ticks, bytes], …]`."""
    ticks = sum(length for length, _size in segments)
    size = sum(size for _length, size in segments)
    longest = max(length for length, _size in segments)
    peak = max(size * 8 * timescale // length for length, size in segments if length >= longest * _SHARE)
    average = size * 8 * timescale // ticks
    return max(peak, average), average
