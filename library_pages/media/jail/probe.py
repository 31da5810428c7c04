"""Looks into a recording, apart from the site: `probe.py <file> <demuxer> <protocols> <formats> <folder>`.

Prints one JSON object (`probing.Probe`), or `{"refused": code, "detail": …}`, and leaves `poster.jpg` in the folder
when there is a picture. All packets are read: what a header says of a length is often wrong (media.md 2.4).
"""

import contextlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

POSTER_EDGE = 1600
POSTER_PLACES = (0.1, 0.3, 0.5, 0.7, 0)  # shares of the length at which a picture is looked for
POSTER_LEAST_SPREAD = 10.0
WINDOW = 2  # seconds over which a peak rate is taken
LOCKED = {"drmi", "drms", "encv", "enca", "drm "}
MAX_CHAPTERS, MAX_TAG = 1000, 500


def look(file: str, demuxer: str, protocols: str, formats: str, folder: Path) -> dict[str, Any]:
    """What the file holds."""
    import av

    options = {"protocol_whitelist": protocols, "format_whitelist": formats}
    with av.open("file:" + file, format=demuxer, options=options) as container:
        streams = [stream for stream in container.streams if stream.type in {"video", "audio"}]
        if any(tag_of(stream) in LOCKED for stream in streams):
            return {"refused": "drm", "detail": ", ".join(tag_of(stream) for stream in streams)}
        covers = [s for s in streams if s.type == "video" and av.stream.Disposition.attached_pic in s.disposition]
        kept = [stream for stream in streams if stream not in covers]
        begin = (container.start_time or 0) / av.time_base
        found: dict[str, Any] = {
            "demuxer": container.format.name.split(",")[0],
            "tags": tags_of(container.metadata),
            "chapters": chapters_of(container),
            "video": [],
            "audio": [],
        }
        measured = measure(container, kept, begin)
        for stream in kept:
            found[stream.type].append(described(stream) | measured[stream.index])
        pictures = [stream.index for stream in covers]  # while it is open: afterwards the streams are dangling
    add_pictures(found, file, demuxer, options, pictures, folder)
    return found


def measure(container: Any, kept: list[Any], begin: float) -> dict[int, dict[str, Any]]:
    """Times, sizes and keyframes of each stream, from its packets; a damaged end ends the reading, not the file."""
    import av

    seen: dict[int, dict[str, Any]] = {
        s.index: {"start": None, "end": 0.0, "packets": 0, "bytes": 0, "key_gap": 0.0, "peak": 0} for s in kept
    }
    last_key: dict[int, float] = {}
    windows: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    with contextlib.suppress(av.error.FFmpegError):
        for packet in container.demux(*kept):
            if packet.pts is None or packet.time_base is None or not packet.size:
                continue
            at = float(packet.pts * packet.time_base) - begin
            entry = seen[packet.stream.index]
            if entry["start"] is None or at < entry["start"]:
                entry["start"] = at
            entry["end"] = max(entry["end"], at + float((packet.duration or 0) * packet.time_base))
            entry["packets"] += 1
            entry["bytes"] += packet.size
            windows[packet.stream.index][int(at // WINDOW)] += packet.size
            if packet.is_keyframe:
                entry["key_gap"] = max(entry["key_gap"], at - last_key.get(packet.stream.index, at))
                last_key[packet.stream.index] = at
    for index, entry in seen.items():
        entry["peak"] = max(windows[index].values(), default=0) * 8 // WINDOW
        entry["key_gap"] = max(entry["key_gap"], entry["end"] - last_key.get(index, 0.0))
        entry["start"] = entry["start"] or 0.0
    return seen


def described(stream: Any) -> dict[str, Any]:
    """What the headers say of a stream."""
    context = stream.codec_context
    common = {
        "index": stream.index,
        "codec": context.codec.canonical_name if context else "",
        "profile": str(context.profile or "") if context else "",
        "language": stream.language or "",
        "default": bool(stream.disposition & 1),
    }
    if context is None:
        return common
    if stream.type == "audio":
        return common | {"channels": context.channels, "rate": context.sample_rate}
    rate = stream.average_rate or stream.guessed_rate or stream.base_rate
    aspect = context.sample_aspect_ratio
    return common | {
        "level": context.level,
        "pix_fmt": context.pix_fmt or "",
        "width": context.width,
        "height": context.height,
        "sar": [aspect.numerator, aspect.denominator] if aspect else [1, 1],
        "rate": [rate.numerator, rate.denominator] if rate else [25, 1],
        "transfer": int(context.color_trc or 0),
    }


def add_pictures(
    found: dict[str, Any], file: str, demuxer: str, options: dict[str, str], covers: list[int], folder: Path
) -> None:
    """Decode a frame of each kind of stream: what can't be is said, and the first picture becomes the poster."""
    import av

    for kind in ("video", "audio"):
        for entry in found[kind]:
            with av.open("file:" + file, format=demuxer, options=options) as container:
                stream = container.streams[entry["index"]]
                telling = telling_frame if kind == "video" else first_frame
                frame = telling(container, stream, entry["end"])
                entry["decodable"] = frame is not None
                if kind == "video" and frame is not None:
                    entry["rotation"], entry["interlaced"] = frame.rotation, bool(frame.interlaced_frame)
                    save(frame, entry, folder)
    for index in covers[:1]:
        with av.open("file:" + file, format=demuxer, options=options) as container:
            frame = first_frame(container, container.streams[index])
            if frame is not None:
                save(frame, {"rotation": 0, "sar": [1, 1]}, folder)


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

    with contextlib.suppress(av.error.FFmpegError, ValueError, EOFError):
        for frame in container.decode(stream):
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


def chapters_of(container: Any) -> list[dict[str, Any]]:
    """Chapters in seconds as the file has them, unchecked."""
    return [
        {
            "start": float(chapter["start"] * chapter["time_base"]),
            "end": float(chapter["end"] * chapter["time_base"]),
            "title": str(chapter["metadata"].get("title", ""))[:MAX_TAG],
        }
        for chapter in container.chapters()[:MAX_CHAPTERS]
    ]


def tags_of(metadata: dict[str, str]) -> dict[str, str]:
    """What the file says of itself."""
    return {str(name).lower()[:40]: str(value)[:MAX_TAG] for name, value in list(metadata.items())[:60]}


def tag_of(stream: Any) -> str:
    """Four letters that name the codec in the container."""
    try:
        return str(stream.codec_context.codec_tag) if stream.codec_context else ""
    except UnicodeDecodeError:
        return ""


def main(arguments: list[str]) -> None:
    """Look and say."""
    import av

    file, demuxer, protocols, formats, folder = arguments
    av.logging.set_level(av.logging.PANIC)
    try:
        found = look(file, demuxer, protocols, formats, Path(folder))
    except (av.error.FFmpegError, ValueError, IndexError) as error:
        found = {"refused": "damaged", "detail": str(error)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
