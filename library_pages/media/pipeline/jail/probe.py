"""Looks into a recording, apart from the site: `<file> <protocols> <formats> <folder>`.

What it is gets found as ffmpeg finds it, among the whitelisted formats. Prints one JSON object (`probing.Probe`), or
`{"refused": code, "detail": …}`; leaves `poster.jpg` in the folder when there is a picture, and `captions.json` when
there are captions of letters inside. Texts are bytes of the file as Latin-1: what letters they are is for the site.
"""

import json
import sys
from pathlib import Path
from typing import Any

from library_pages.media.pipeline.jail import faces
from library_pages.media.pipeline.jail.claims import claimed_length, claimed_whole, share_there
from library_pages.media.pipeline.jail.measuring import Lines, measure, rate_of

LOCKED = {"drmi", "drms", "encv", "enca", "drm "}
MAX_CHAPTERS, MAX_TAG, MAX_TAGS = 1000, 500, 60
MAX_STREAMS = 8  # of a kind
LETTERS = {"subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"}
# Junk before the first frame: most is skipped by demuxers, but the format has to be found behind it first.
PROBE_BYTES = 8 << 20


def look(file: Path, options: dict[str, str], folder: Path) -> dict[str, Any]:
    """What the file holds."""
    import av

    with av.open(f"file:{file}", options=options, metadata_encoding="latin-1") as container:
        demuxer = container.format.name.split(",")[0]
        streams = [stream for stream in container.streams if stream.type in {"video", "audio"}]
        if any(tag_of(stream) in LOCKED for stream in streams):
            return {"refused": "drm", "detail": ", ".join(tag_of(stream) for stream in streams)}
        covers = [s for s in streams if s.type == "video" and av.stream.Disposition.attached_pic in s.disposition]
        kept = [
            stream
            for kind in ("video", "audio")
            for stream in [s for s in streams if s.type == kind and s not in covers][:MAX_STREAMS]
        ]
        subtitles = [s for s in container.streams if s.type == "subtitle" and s.codec_context]
        lines = [Lines(s) for s in subtitles if s.codec_context.codec.name in LETTERS][:MAX_STREAMS]
        begin = (container.start_time or 0) / av.time_base
        found: dict[str, Any] = {
            "demuxer": demuxer,
            "tags": tags_of([container.metadata, *(s.metadata for s in kept if demuxer == "ogg")]),
            "chapters": chapters_of(container),
            "video": [],
            "audio": [],
            "picture_captions": len(subtitles) - len(lines),
            "claimed": claimed_whole(container, file),
            "share": share_there(file),
        }
        measured = measure(container, kept, lines, begin)
        for stream in kept:
            entry = described(stream, measured[stream.index].step) | measured[stream.index].as_json()
            found[stream.type].append(entry | {"claimed": claimed_length(container, stream, file)})
        pictures = [stream.index for stream in covers]  # while it is open: afterwards the streams are dangling
        leave_captions(lines, folder)
    add_pictures(found, file, options, pictures, folder)
    return found


def described(stream: Any, step: float) -> dict[str, Any]:
    """What the headers say of a stream."""
    context = stream.codec_context
    common = {
        "index": stream.index,
        "codec": context.codec.canonical_name if context else "",
        "profile": str(context.profile or "") if context else "",
        "language": str(stream.language or "")[:8],
        "default": bool(stream.disposition & 1),
    }
    if context is None:
        return common
    if stream.type == "audio":
        return common | {"channels": context.channels, "rate": context.sample_rate}
    rate, aspect = rate_of(stream, step), context.sample_aspect_ratio
    return common | {
        "level": context.level,
        "pix_fmt": context.pix_fmt or "",
        "width": context.width,
        "height": context.height,
        "sar": [aspect.numerator, aspect.denominator] if aspect else [1, 1],
        "rate": [rate.numerator, rate.denominator],
        "transfer": int(context.color_trc or 0),
    }


def add_pictures(found: dict[str, Any], file: Path, options: dict[str, str], covers: list[int], folder: Path) -> None:
    """Decode a frame of each stream: what can't be is said, and a picture becomes the poster."""
    import av

    def opened() -> Any:
        return av.open(f"file:{file}", format=found["demuxer"], options=options, metadata_encoding="latin-1")

    best = 0
    for kind in ("video", "audio"):
        for entry in found[kind]:
            with opened() as container:
                stream = container.streams[entry["index"]]
                telling = faces.telling_frame if kind == "video" else faces.first_frame
                frame = telling(container, stream, entry["end"])
                entry["decodable"] = frame is not None
                if kind == "video" and frame is not None:
                    entry["rotation"], entry["interlaced"] = frame.rotation, bool(frame.interlaced_frame)
                    if entry["packets"] > best:  # a film of its own before a still picture beside it
                        best = entry["packets"]
                        faces.save(frame, entry, folder)
    for index in covers[:1]:
        with opened() as container:
            frame = faces.first_frame(container, container.streams[index])
            if frame is not None:
                faces.save(frame, {"rotation": 0, "sar": [1, 1]}, folder)


def leave_captions(lines: list[Lines], folder: Path) -> None:
    """Write what was collected, one track after the other."""
    import av

    forced = av.stream.Disposition.forced
    tracks = [
        {
            "language": str(each.stream.language or "")[:8],
            "forced": forced in each.stream.disposition,
            "cues": each.cues,
        }
        for each in lines
        if each.cues
    ]
    if tracks:
        (folder / "captions.json").write_text(json.dumps(tracks), "utf-8")


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


def tags_of(places: list[dict[str, str]]) -> dict[str, str]:
    """What the file says of itself; in Ogg its sound says it."""
    found: dict[str, str] = {}
    for metadata in places:
        for name, value in list(metadata.items())[:MAX_TAGS]:
            found.setdefault(str(name).lower()[:40], str(value)[:MAX_TAG])
    return dict(list(found.items())[:MAX_TAGS])


def tag_of(stream: Any) -> str:
    """Four letters that name the codec in the container."""
    try:
        return str(stream.codec_context.codec_tag) if stream.codec_context else ""
    except UnicodeDecodeError:
        return ""


def main(arguments: list[str]) -> None:
    import av

    file, protocols, formats, folder = arguments
    options = {
        "protocol_whitelist": protocols,
        "format_whitelist": formats,
        "formatprobesize": str(PROBE_BYTES),
        "max_streams": "100",
    }
    av.logging.set_level(av.logging.PANIC)
    try:
        found = look(Path(file), options, Path(folder))
    except av.error.InvalidDataError as error:
        found = {"refused": "damaged", "detail": str(error)}
    except av.error.ArgumentError as error:  # a format that is not whitelisted
        found = {"refused": "not-media", "detail": str(error)}
    except (av.error.FFmpegError, ValueError, IndexError) as error:
        found = {"refused": "damaged", "detail": str(error)}
    sys.stdout.write(json.dumps(found))
