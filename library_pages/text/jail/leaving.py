"""What a reading program leaves in its folder; `taking.py` on the site's side reads it again.

`found.json` holds `Extraction` without its passages, or `{"refused": code, "detail": …}`; `passages.jsonl` one passage
a line; `files.json` a list `[path, media type]` whose n-th file lies in `files/<n>`, so that no name in it becomes one
on the disk; `picture` the cover as the book has it, `cover.jpg` a drawn one.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.extraction import Extraction, PackageFile

FOUND, PASSAGES, LISTED, FILES = "found.json", "passages.jsonl", "files.json", "files"
PICTURE, COVER = "picture", "cover.jpg"
TOO_MUCH: Final = "too-much-text"


def leave_found(folder: Path, found: Extraction, size: int) -> None:
    """Write what was found in a file of `size` bytes.

    Raises:
        RefusedError: `too-much-text`.
    """
    characters = sum(len(passage.body) for passage in found.passages)
    if len(found.passages) > bounds.passages_of(size) or characters > bounds.characters_of(size):
        raise RefusedError(TOO_MUCH, f"{len(found.passages)} passages, {characters} characters in {size} bytes")
    with (folder / PASSAGES).open("w", encoding="utf-8") as out:
        for passage in found.passages:
            out.write(json.dumps(asdict(passage)) + "\n")
    (folder / FOUND).write_text(json.dumps(asdict(replace(found, passages=[]))), "utf-8")


def leave_files(folder: Path, files: Iterator[PackageFile], beat: Callable[[], None]) -> None:
    """Write the files of a package."""
    (folder / FILES).mkdir()
    listed: list[tuple[str, str]] = []
    for number, file in enumerate(files):
        with (folder / FILES / str(number)).open("wb") as out:
            for chunk in file.chunks:
                out.write(chunk)
        listed.append((file.path, file.media_type))
        beat()
    (folder / LISTED).write_text(json.dumps(listed), "utf-8")


def leave_picture(folder: Path, picture: bytes | None) -> None:
    """Write the cover as the book has it."""
    if picture:
        (folder / PICTURE).write_bytes(picture)


def leave_refusal(folder: Path, refusal: RefusedError) -> None:
    """Write why the file can't be taken."""
    (folder / FOUND).write_text(json.dumps({"refused": refusal.code, "detail": refusal.detail}), "utf-8")
