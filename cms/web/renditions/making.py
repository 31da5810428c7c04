"""Pictures are decoded in the jail and nowhere else: looked at when they come, and made smaller where they are shown.

`install` puts this in the place of what Wagtail does itself: its form and its model decode the whole picture to know
its size, and its filters make renditions, all in the process of a web worker.
"""

import json
import shutil
import sys
import threading
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images import fields, models
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.views import images

from cms.foundation import temporary
from cms.foundation.jail.run import Limits, ProgramError, UntrustedFileError, answer_of, opened
from cms.web.renditions import program
from cms.web.renditions.looking import Look, NotAPictureError, look_at

_PROGRAM: Final = Path(program.__file__).resolve()
_LONGEST_SIDE: Final = 16_000
_MEMORY: Final = 1 << 30
_OUTPUT: Final = 64 << 20
_LIMITS: Final = Limits(seconds=20, silence=20, memory=_MEMORY, output=_OUTPUT, total=2 * _OUTPUT)
_WAIT_SECONDS: Final = 20
# One at a time in each process: several big pictures at once would take the memory of a small server.
_turn: Final = threading.BoundedSemaphore(1)


class BrokenPictureError(SourceImageIOError):  # type: ignore[misc]  # Wagtail has no types
    """It can't be decoded within the limits. Wagtail shows a sign for a missing picture instead."""


class _Made:
    """What Wagtail expects of a filter: the open file and its format."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.f = stream
        self.format_name = name


class _Shown(SpooledTemporaryFile[bytes]):
    """Where the preview of a size reads what was made; everybody else takes it from what `Filter.run` answers."""


class _Ground:
    """Takes note of the background that a filter asks for."""

    def __init__(self) -> None:
        self.colour: tuple[int, ...] | None = None

    def set_background_color_rgb(self, colour: tuple[int, ...]) -> None:
        """Called by Wagtail's filter."""
        self.colour = tuple(colour)


def install() -> None:
    """Let Wagtail look at pictures and make renditions by the functions below."""
    fields.WagtailImageField.check_image_pixel_size = _check
    models.WagtailImageFieldFile.get_image_dimensions = _dimensions
    Filter.run = _run
    images.SpooledTemporaryFile = _Shown


def checked(stream: IO[bytes]) -> Look:
    """What a picture says of its size, when it is one that we take and can be decoded.

    Raises:
        ValidationError: it is too large, damaged or incomplete; says what to do.
    """
    broken = _("This picture is damaged or incomplete. Save it once more from its original and upload the new file.")
    try:
        look = look_at(stream)
    except NotAPictureError as error:
        raise ValidationError(broken, code="invalid_image") from error
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if look.pixels > most or max(look.width, look.height) > _LONGEST_SIDE:
        raise ValidationError(
            _(
                "This picture is too large: %(width)s × %(height)s pixels. Make it smaller, to %(most)s million pixels "
                "in all at most, and upload it again."
            )
            % {"width": look.width, "height": look.height, "most": most // 1_000_000},
            code="file_too_many_pixels",
        )
    try:
        _ask(stream)
    except BrokenPictureError as error:
        raise ValidationError(broken, code="invalid_image") from error
    return look


def _check(_field: Any, file: Any) -> None:
    checked(file)
    file.seek(0)


def _dimensions(file: Any) -> tuple[int, int]:
    was_closed = file.closed
    file.open()
    try:
        look = look_at(file)
    except NotAPictureError as error:
        raise BrokenPictureError(str(error)) from error
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)
    return look.width, look.height


def _run(wanted: Any, image: Any, output: IO[bytes], source: Any = None) -> _Made:
    """In the place of `Filter.run`: the same picture, made in the jail.

    Raises:
        BrokenPictureError: it can't be made.
    """
    if not isinstance(output, _Shown):
        output.close()  # Wagtail never closes it
    if source is not None:
        made = _made(wanted, image, source)
    else:
        with image.open_file() as stream:
            made = _made(wanted, image, stream)
    if isinstance(output, _Shown):
        shutil.copyfileobj(made.f, output)
    return made


def _made(wanted: Any, image: Any, stream: IO[bytes]) -> _Made:
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
    order = {
        "declared": [look.width, look.height],
        "choices": [_cut(wanted, image, look.width, look.height), _cut(wanted, image, look.height, look.width)],
        "format": env.get("output-format", ""),
        "options": _options(env),
        "background": ground.colour,
    }
    return _Made(*_ask(stream, order))


def _cut(wanted: Any, image: Any, width: int, height: int) -> tuple[list[int], list[int]]:
    transform = wanted.get_transform(image, (width, height))
    rectangle = [int(edge) for edge in transform.get_rect().round()]
    return rectangle, [max(1, int(side)) for side in transform.size]


def _options(env: dict[str, Any]) -> dict[str, dict[str, Any]]:
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
