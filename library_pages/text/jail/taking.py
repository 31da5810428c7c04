"""Taking over what a reading program left: nothing of it is believed that is not looked at.

A program that a file has taken control of writes what it likes, so shapes, sizes, numbers and names are checked here
again, and no more than one passage or chunk is in memory at a time.
"""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, BinaryIO, Final

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from cms.foundation.jail.run import UntrustedFileError, opened
from cms.plugins.contract import Passage
from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds, media_types
from library_pages.text.contents import walk
from library_pages.text.enums import SourceWarning
from library_pages.text.extraction import Extraction, PackageFile
from library_pages.text.jail import leaving

_CHUNK: Final = 1 << 20
_TITLE, _HREF, _PATH = 1_000, 8_000, 1_000  # characters


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Entry(_Shape):
    title: Annotated[str, Field(max_length=_TITLE)]
    href: Annotated[str, Field(max_length=_HREF)]
    children: "list[_Entry]"


class _SpineItem(_Shape):
    href: Annotated[str, Field(max_length=_HREF)]
    type: Annotated[str, Field(max_length=100)]
    linear: bool
    size: Annotated[int, Field(ge=0, le=bounds.PACKAGE_BYTES)]
    weight: Annotated[int, Field(ge=0, le=bounds.CHARACTERS)]


class _Description(_Shape):
    metadata: dict[str, JsonValue]
    toc: list[_Entry]
    spine: Annotated[list[_SpineItem], Field(max_length=bounds.FILES)]
    passages: Annotated[list[JsonValue], Field(max_length=0)]  # they lie in a file of their own
    warnings: Annotated[list[str], Field(max_length=len(SourceWarning))]
    fixed_layout: bool
    page_count: Annotated[int, Field(ge=0, le=1_000_000)]
    chapter_count: Annotated[int, Field(ge=0, le=1_000_000)]


_PASSAGE: Final = TypeAdapter(Passage)
_LABEL, _HEADING = 120, 255  # characters
_FILES: Final = TypeAdapter(list[tuple[str, str]])


def refusal(folder: Path) -> RefusedError:
    """Why the program could not take the file."""
    try:
        said = json.loads(_text(folder / leaving.FOUND, bounds.DESCRIPTION_BYTES))
        return RefusedError(str(said["refused"])[:60], str(said["detail"]))
    except (RefusedError, ValueError, TypeError, KeyError, RecursionError) as error:
        return RefusedError("crashed", repr(error))


def description(folder: Path) -> Extraction:
    """What is stored of the file beside its passages and bytes.

    Raises:
        RefusedError: `crashed`: it is not in the form that was agreed.
    """
    try:
        checked = _Description.model_validate_json(_text(folder / leaving.FOUND, bounds.DESCRIPTION_BYTES))
        values = checked.model_dump()
        too_deep = any(depth >= bounds.DEPTH for depth, _entry in walk(values["toc"]))
        unknown = set(checked.warnings) - set(SourceWarning.values)
    except (ValidationError, ValueError, RecursionError) as error:
        raise RefusedError("crashed", str(error)) from error
    if too_deep or unknown:
        raise RefusedError("crashed", "contents too deep" if too_deep else f"unknown warnings {unknown}")
    return Extraction(**values)


def passages(folder: Path, size: int) -> Iterator[Passage]:
    """The passages of a file of `size` bytes, one at a time.

    Raises:
        RefusedError: `too-much-text`, or `crashed`.
    """
    count, characters = 0, 0
    with _opened(folder / leaving.PASSAGES, bounds.PACKAGE_BYTES) as stream:
        while line := stream.readline(bounds.PASSAGE_BYTES):
            try:
                passage = _PASSAGE.validate_json(line, strict=True)
            except (ValidationError, RecursionError) as error:
                raise RefusedError("crashed", str(error)) from error
            if passage.order != count or len(passage.label) > _LABEL or len(passage.heading) > _HEADING:
                raise RefusedError("crashed", f"passage {count} is not in the form that was agreed")
            count += 1
            characters += len(passage.body)
            if count > bounds.passages_of(size) or characters > bounds.characters_of(size):
                raise RefusedError(leaving.TOO_MUCH, f"passage {count}, {characters} characters in {size} bytes")
            yield passage


def files(folder: Path) -> Iterator[PackageFile]:
    """The files of the package.

    Raises:
        RefusedError: `zip-too-big`, or `crashed`.
    """
    try:
        listed = _FILES.validate_json(_text(folder / leaving.LISTED, bounds.DESCRIPTION_BYTES))
    except (ValidationError, RecursionError) as error:
        raise RefusedError("crashed", str(error)) from error
    if len(listed) > bounds.FILES or len({path for path, _kind in listed}) < len(listed):
        raise RefusedError("crashed", f"{len(listed)} files")
    left = bounds.PACKAGE_BYTES
    for number, (path, media_type) in enumerate(listed):
        if not _is_inside(path) or media_type not in media_types.SERVED:
            raise RefusedError("crashed", f"{ascii(path)[:200]} {media_type[:100]}")
        with _opened(folder / leaving.FILES / str(number), left) as stream:
            yield PackageFile(path, media_type, iter(lambda stream=stream: stream.read(_CHUNK), b""))  # type: ignore[misc]
            left -= stream.tell()


def picture(folder: Path) -> Path | None:
    """Where the cover lies as the book has it; None when it has none."""
    path = folder / leaving.PICTURE
    return path if path.is_file() and not path.is_symlink() else None


def cover(folder: Path) -> bytes | None:
    """The drawn cover that a program left; None when there is none."""
    try:
        with opened(folder / leaving.COVER, bounds.COVER_BYTES) as stream:
            return stream.read() or None
    except UntrustedFileError:
        return None


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        0 < len(path) <= _PATH
        and path == "/".join(parts)
        and not any(part in {"..", "/"} for part in parts)
        and not any(sign in path for sign in "\\\0")
    )


def _text(path: Path, most: int) -> bytes:
    with _opened(path, most) as stream:
        return stream.read()


def _opened(path: Path, most: int) -> BinaryIO:
    try:
        return opened(path, most)
    except UntrustedFileError as error:
        raise RefusedError("crashed", str(error)) from error
