"""Pictures are decoded in the jail and nowhere else, and made smaller there.

`install` puts this in the place of what Wagtail does itself: its filters make renditions in a web worker's process.
"""

import json
import shutil
import sys
import threading
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, Any, Final

from django.conf import settings
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.views import images

from cms.foundation import temporary
from cms.foundation.jail.run import Limits, ProgramError, UntrustedFileError, answer_of, opened
from cms.web.renditions import program
from cms.web.renditions.looking import Look, NotAPictureError, look_at

_PROGRAM: Final = Path(program.__file__).resolve()
_MEMORY: Final = 1 << 30
_OUTPUT: Final = 64 << 20
_LIMITS: Final = Limits(seconds=20, silence=20, memory=_MEMORY, output=_OUTPUT, total=2 * _OUTPUT)
_WAIT_SECONDS: Final = 20
_Choice = tuple[list[int], list[int]]  # a rectangle to cut out, and the size that it gets
# One at a time in each process: several big pictures at once would take the memory of a small server.
_turn: Final = threading.BoundedSemaphore(1)


class BrokenPictureError(SourceImageIOError):  # type: ignore[misc]  # Wagtail has no types
    """It can't be decoded within the limits. Wagtail shows a sign for a missing picture instead."""


class _FilteredFile:
    """What Wagtail expects of a filter: the open file and its format."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.f = stream
        self.format_name = name


class _PreviewFile(SpooledTemporaryFile[bytes]):
    """Where the preview of a size reads what was made; everybody else takes it from what `Filter.run` answers."""


class _Ground:
    """Takes note of the background that a filter asks for."""

    def __init__(self) -> None:
        self.colour: tuple[int, ...] | None = None

    def set_background_color_rgb(self, colour: tuple[int, ...]) -> None:
        """Called by Wagtail's filter."""
        self.colour = tuple(colour)


def install() -> None:
    """Let Wagtail make renditions by the functions below."""
    Filter.run = _run
    images.SpooledTemporaryFile = _PreviewFile


def decode(stream: IO[bytes]) -> None:
    """See whether the whole picture can be decoded.

    Raises:
        BrokenPictureError: it can't, or not within the limits.
    """
    _ask(stream)


def shrunk(stream: IO[bytes], look: Look, side: int) -> IO[bytes]:
    """The picture in its own format, upright, no side longer than `side` pixels, without what cameras note of places.

    Raises:
        BrokenPictureError: it can't be made.
    """
    scale = min(1.0, side / max(look.width, look.height))
    width, height = (max(1, round(each * scale)) for each in (look.width, look.height))
    choices = [([0, 0, look.width, look.height], [width, height]), ([0, 0, look.height, look.width], [height, width])]
    made, _format = _ask(stream, _order(look, choices))
    return made


def _run(wanted: Any, image: Any, output: IO[bytes], source: Any = None) -> _FilteredFile:
    """In the place of `Filter.run`: the same picture, made in the jail.

    Raises:
        BrokenPictureError: it can't be made.
    """
    if not isinstance(output, _PreviewFile):
        output.close()  # Wagtail never closes it
    if source is not None:
        made = _made(wanted, image, source)
    else:
        with image.open_file() as stream:
            made = _made(wanted, image, stream)
    if isinstance(output, _PreviewFile):
        shutil.copyfileobj(made.f, output)
    return made


def _made(wanted: Any, image: Any, stream: IO[bytes]) -> _FilteredFile:
    try:
        look = look_at(stream)
    except NotAPictureError as error:
        raise BrokenPictureError(str(error)) from error
    if look.pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise BrokenPictureError(f"{look.width} x {look.height}")  # it came before there was a limit
    env: dict[str, Any] = {}
    ground = _Ground()
    for operation in wanted.filter_operations:
        operation.run(ground, image, env)
    choices = [_cut(wanted, image, look.width, look.height), _cut(wanted, image, look.height, look.width)]
    return _FilteredFile(*_ask(stream, _order(look, choices, env) | {"background": ground.colour}))


def _order(look: Look, choices: list[_Choice], env: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    return {
        "declared": [look.width, look.height],
        "choices": choices,
        "format": env.get("output-format", ""),
        "options": _options(env),
        "background": None,
    }


def _cut(wanted: Any, image: Any, width: int, height: int) -> _Choice:
    transform = wanted.get_transform(image, (width, height))
    rectangle = [int(edge) for edge in transform.get_rect().round()]
    return rectangle, [max(1, int(side)) for side in transform.size]


def _options(env: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    lossless = {"lossless": True} if "lossless" in env.get("output-format-options", ()) else {}
    return {
        "jpeg": {"quality": env.get("jpeg-quality", 76), "progressive": True, "optimize": True},
        "png": {"optimize": True},
        "webp": lossless or {"quality": env.get("webp-quality", 80)},
        "avif": {"quality": 100} if lossless else {"quality": env.get("avif-quality", 61)},
    }


def _ask(stream: IO[bytes], order: dict[str, Any] | None = None) -> tuple[IO[bytes], str]:
    """Have the program decode the picture and fill the order, if there is one: what it made, and the format of that."""
    if not _turn.acquire(timeout=_WAIT_SECONDS):
        raise BrokenPictureError("too many pictures at once")
    try:
        with temporary.folder("picture") as folder:
            file, made = folder / "upload", folder / "found"
            made.mkdir()
            stream.seek(0)
            with file.open("wb") as copy:
                shutil.copyfileobj(stream, copy)
            command = [sys.executable, "-I", "-B", str(_PROGRAM), str(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)]
            command += [str(file), str(made), *([json.dumps(order)] if order else [])]
            said = answer_of(command, folder=made, limits=_LIMITS, reads=[file])
            if order is None:
                return BytesIO(), ""
            if said.upper() not in program.FORMATS:
                raise BrokenPictureError("of no format that is known")
            with opened(made / program.MADE, _OUTPUT) as drawn:
                return BytesIO(drawn.read()), said
    except (ProgramError, UntrustedFileError) as error:
        raise BrokenPictureError(str(error)) from error
    finally:
        _turn.release()
