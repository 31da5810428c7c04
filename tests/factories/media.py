"""Short recordings, made with ffmpeg once a session and kept for it."""

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from library_pages.media.models import Captions, Recording
from library_pages.media.pipeline.ffmpeg import discovery
from library_pages.media.services.captions import put_captions
from library_pages.media.services.reading import read_now
from library_pages.media.services.uploads import accept
from library_pages.media.services.working import process_now

_PICTURE = "testsrc2=size={size}:rate={rate}:duration={seconds}"
_TONE = "sine=frequency={tone}:sample_rate=44100:duration={seconds}"
_X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"


@lru_cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="khovang-clips-"))


@lru_cache
def made(arguments: str, ending: str) -> bytes:
    """What ffmpeg writes for these arguments, which name the inputs and the codecs."""
    target = _folder() / f"{abs(hash((arguments, ending)))}.{ending}"
    command = [discovery.binary(), "-hide_banner", "-loglevel", "error", "-y", *arguments.split(), str(target)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=120)
    return target.read_bytes()


def video(
    seconds: float = 8,
    *,
    size: str = "640x480",
    rate: str = "25",
    codec: str = "-c:v mpeg4 -q:v 6",
    sound: str = "-c:a aac -b:a 48k",
    ending: str = "mp4",
) -> bytes:
    """A test picture with a tone; by default in a codec that can't be copied."""
    picture = "-f lavfi -i " + _PICTURE.format(size=size, rate=rate, seconds=seconds)
    tone = "-f lavfi -i " + _TONE.format(tone=440, seconds=seconds) if sound else ""
    return made(f"{picture} {tone} {codec} {sound or '-an'}", ending)


def copyable(seconds: float = 8, *, size: str = "1280x720") -> bytes:
    """H.264 with AAC and a keyframe every two seconds: what is taken over as it is."""
    return video(seconds, size=size, codec=f"{_X264} -g 50 -keyint_min 50 -sc_threshold 0 -maxrate 2M -bufsize 4M")


def sound(
    seconds: float = 4, *, tone: int = 440, volume: str = "0dB", codec: str = "libmp3lame", ending: str = "mp3"
) -> bytes:
    source = _TONE.format(tone=tone, seconds=seconds) + f",volume={volume}"
    return made(f"-f lavfi -i {source} -c:a {codec}", ending)


def upload(data: bytes, name: str = "clip.mp4") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, data)


def recording(*files: Any, kind: str = "video", school_id: int | None = None, user: Any = None) -> Recording:
    """An accepted upload, not looked at yet; `files` are bytes or uploads."""
    uploads = [
        upload(each, f"{number + 1:02d}.{'mp4' if kind == 'video' else 'mp3'}") if isinstance(each, bytes) else each
        for number, each in enumerate(files or (video(),))
    ]
    return accept(uploads, kind=kind, school_id=school_id, user=user)


def captions(recording: Recording, data: bytes, *, language: str = "vi", label: str = "Tiếng Việt") -> Captions | None:
    """Captions after their file has been read in this process; None when it was refused."""
    put_captions(recording, upload(data, "lời.srt"), language=language, label=label)
    read_now(recording)
    return None if recording.captions_uploads.exists() else recording.captions.get(language=language)


def finished(*files: Any, kind: str = "video", **given: Any) -> Recording:
    """A recording after all its work has been done in this process."""
    accepted = recording(*files, kind=kind, **given)
    process_now(accepted)
    return accepted
