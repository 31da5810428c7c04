"""Sound and films: what phones, camcorders and old programs write, whole and damaged."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from tests.factories import media
from tests.factories.inputs.books import FOUND

_SOUND_OF_FOUND: Final = (
    "id3-cp1258.mp3",
    "id3-tcvn3.mp3",
    "id3-utf8inlatin1.mp3",
    "info-cp1258.wav",
    "lead-zeros.mp3",
    "m4a-latin.m4a",
    "rec.caf",
)


def sounds() -> dict[str, bytes]:
    """Sound recordings, with and without tags that can be read."""
    mp3 = media.sound(4)
    return {
        "sound.mp3": mp3,
        "sound.m4a": media.sound(4, codec="aac", ending="m4a"),
        "sound.aac": media.sound(4, codec="aac", ending="aac"),
        "sound.ogg": media.sound(4, codec="libvorbis", ending="ogg"),
        "sound.opus": media.sound(4, codec="libopus", ending="opus"),
        "sound.flac": media.sound(4, codec="flac", ending="flac"),
        "sound.wav": media.sound(4, codec="pcm_s16le", ending="wav"),
        "sound.aiff": media.sound(4, codec="pcm_s16be", ending="aiff"),
        "sound.ac3": media.sound(4, codec="ac3", ending="ac3"),
        "sound.wma": media.sound(4, codec="wmav2", ending="wma"),
        "sound.amr": media.sound(4, codec="pcm_s16le", ending="caf"),
        "silent.mp3": media.sound(4, volume="-120dB"),
        "junk-in-front.mp3": b"\x01\x02\x03\x04" * 300 + mp3,
        "cut-off.mp3": mp3[: len(mp3) // 2],
        "called-film.mp4": mp3,
        **{name: (FOUND / name).read_bytes() for name in _SOUND_OF_FOUND},
    }


def films() -> dict[str, bytes]:
    """Films in what they come in, and with streams that differ."""
    mp4 = media.video(4)
    return {
        "film.mp4": mp4,
        "film.mkv": media.video(4, ending="mkv"),
        "film.mov": media.video(4, ending="mov"),
        "film.avi": media.video(4, sound="-c:a libmp3lame", ending="avi"),
        "film.webm": media.video(
            3, size="320x240", codec="-c:v libvpx -deadline realtime", sound="-c:a libopus", ending="webm"
        ),
        "film.mpg": media.video(4, codec="-c:v mpeg2video", sound="-c:a mp2", ending="mpg"),
        "film.ts": media.video(4, codec="-c:v mpeg2video", sound="-c:a mp2", ending="ts"),
        "film.mts": media.video(
            4, codec="-c:v mpeg2video", sound="-c:a ac3 -f mpegts -mpegts_m2ts_mode 1", ending="mts"
        ),
        "film.wmv": media.video(4, codec="-c:v wmv2", sound="-c:a wmav2", ending="wmv"),
        "film.flv": media.video(4, codec="-c:v flv1", sound="-c:a libmp3lame -ar 44100", ending="flv"),
        "film.3gp": media.video(4, size="352x288", ending="3gp"),
        "without-sound.mp4": media.video(4, sound=""),
        "cut-off.mp4": mp4[: int(len(mp4) * 0.55)],
        "cut-off.mkv": media.video(8, ending="mkv")[:60_000],
        "narrow.mp4": media.video(4, size="1280x120"),
        "short-picture.mp4": _of(
            "-f lavfi -i testsrc2=size=320x240:rate=25:duration=3 -f lavfi -i sine=duration=12 "
            "-c:v mpeg4 -c:a aac -b:a 48k",
            "mp4",
        ),
        "two-sounds.mkv": _of(
            "-f lavfi -i testsrc2=size=320x240:rate=25:duration=4 -f lavfi -i sine=duration=4 "
            "-f lavfi -i sine=frequency=880:duration=4 -map 0 -map 1 -map 2 -c:v mpeg4 -c:a aac",
            "mkv",
        ),
        "own-captions.mkv": _with_captions(),
        "called-sound.mp3": mp4,
    }


def _of(arguments: str, ending: str) -> bytes:
    return media.made(arguments, ending)


def _with_captions() -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".srt", delete=False) as file:
        file.write("1\n00:00:00,500 --> 00:00:02,000\nXin chào\n".encode())
    try:
        return media.made(
            f"-f lavfi -i testsrc2=size=320x240:rate=25:duration=4 -i {file.name} -c:v mpeg4 -c:s srt", "mkv"
        )
    finally:
        Path(file.name).unlink()
