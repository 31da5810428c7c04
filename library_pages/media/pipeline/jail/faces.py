"""Frames of a file: whether its streams can be decoded, and the picture that it is known by."""

import contextlib
from itertools import islice
from pathlib import Path
from typing import Any

POSTER_EDGE = 1600
POSTER_PLACES = (0.1, 0.3, 0.5, 0.7, 0)  # shares of the length at which a picture is looked for
POSTER_LEAST_SPREAD = 10.0
PATIENCE = 500  # packets in which a frame is looked for


def telling_frame(container: Any, stream: Any, end: float) -> Any:
    """The first of some frames that is not blank, since many a film begins in black; else one of the blank ones."""
    import av

    blank = None
    for share in POSTER_PLACES:
        with contextlib.suppress(av.error.FFmpegError, ValueError):
            container.seek(int(end * share * av.time_base), backward=True)
        frame = first_frame(container, stream)
        if frame is not None and spread_of(frame) >= POSTER_LEAST_SPREAD:
            return frame
        blank = blank or frame
    return blank


def first_frame(container: Any, stream: Any, _end: float = 0) -> Any:
    """The next frame; None when there is none that can be decoded."""
    import av

    with contextlib.suppress(av.error.FFmpegError, ValueError):
        for packet in islice(container.demux(stream), PATIENCE):
            # A damaged packet says nothing of those behind it.
            with contextlib.suppress(av.error.FFmpegError, ValueError, EOFError):
                for frame in packet.decode():
                    return frame
    return None


def spread_of(frame: Any) -> float:
    """How much the brightness of a picture varies, 0 to 127."""
    from PIL import ImageStat

    return float(ImageStat.Stat(frame.to_image(width=64, height=36).convert("L")).stddev[0])


def save(frame: Any, entry: dict[str, Any], folder: Path) -> None:
    """A frame as upright JPEG with square pixels."""
    with contextlib.suppress(OSError, ValueError, MemoryError):
        picture = frame.to_image().convert("RGB")
        across, down = entry["sar"]
        if across != down:
            picture = picture.resize((max(1, picture.width * across // down), picture.height))
        picture = picture.rotate(entry["rotation"], expand=True)
        picture.thumbnail((POSTER_EDGE, POSTER_EDGE))
        picture.save(folder / "poster.jpg", quality=85)
