import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

OLDEST: Final = 7
_VERSION: Final = re.compile(r"ffmpeg version n?(\d+)")


class NoFfmpegError(Exception):
    """There is no ffmpeg that is new enough; the message says what to do."""


def binary() -> str:
    """Absolute path of the program: the setting's, else the system's from version 7 on, else the Python package's.

    Raises:
        NoFfmpegError: none of them is there, or FFMPEG_BINARY names none.
    """
    return _found(settings.FFMPEG_BINARY)


@lru_cache
def _found(named: str) -> str:
    if named:
        path = shutil.which(named)
        if path is None or version_of(path) < OLDEST:
            raise NoFfmpegError(f"FFMPEG_BINARY={named!r} is not an ffmpeg of version {OLDEST} or newer.")
        return str(Path(path).resolve())
    system = shutil.which("ffmpeg")
    if system and version_of(system) >= OLDEST:
        return str(Path(system).resolve())
    try:
        import imageio_ffmpeg  # noqa: PLC0415  (only where no system has one)

        return str(Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve())
    except (ImportError, RuntimeError) as error:
        raise NoFfmpegError(
            f"No ffmpeg {OLDEST} or newer: install it, or the Python package imageio-ffmpeg, or set FFMPEG_BINARY."
        ) from error


def version_of(path: str) -> int:
    """Major version; 0 when it does not say."""
    try:
        said = subprocess.run(  # noqa: S603  (a program of the system)
            [path, "-version"], capture_output=True, timeout=10, check=False, text=True
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = _VERSION.search(said)
    return int(found[1]) if found else 0
