"""What a part has made: found in its working folder, checked, put into the store."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File

from cms.foundation.storage import publications
from library_pages.media.pipeline.ffmpeg.arguments import INIT, LIST
from library_pages.media.pipeline.hls import boxes


class BadOutputError(Exception):
    """The encoder's output is not what was asked for; trying again may help."""


@dataclass(frozen=True, slots=True)
class RungOutput:
    """A rung of a part: its segments as `[ticks, bytes]` from number `first` on, frames or samples in all."""

    timescale: int
    codecs: str
    init_hash: str
    first: int
    samples: int
    segments: list[list[int]] = field(default_factory=list)

    @property
    def ticks(self) -> int:
        return sum(ticks for ticks, _bytes in self.segments)


def collect(folder: Path, *, start: Fraction | None, first: int) -> RungOutput:
    """Look through what the encoder left in a rung's folder; its segments begin at `start` seconds when this returns.

    Without a `start` they keep their own times. A chunk behind the end of what could be read has no segments.

    Raises:
        BadOutputError: a segment is missing or can't be read.
    """
    init_file = folder / INIT
    if not init_file.is_file():
        return RungOutput(1, "", "", first, 0)
    data = init_file.read_bytes()
    try:
        init = boxes.read_init(data)
        segments, samples = [], 0
        at = None if start is None else int(start * init.timescale)
        for file in _listed(folder):
            content = file.read_bytes()
            fragment = boxes.read_fragment(content, init)
            if at is not None:
                _rewrite(file, boxes.moved(content, at))
                at += fragment.ticks
            segments.append([fragment.ticks, len(content)])
            samples += fragment.samples
    except (boxes.BoxError, OSError) as error:
        raise BadOutputError(str(error)) from error
    return RungOutput(init.timescale, init.codecs, hashlib.sha256(data).hexdigest(), first, samples, segments)


def place(folder: Path, made: Mapping[str, RungOutput], target: str) -> None:
    """Put the rungs of a part below `target` in the store; what lies there already with the same bytes stays untouched.

    Raises:
        BadOutputError: an init segment differs from the one of another part.
    """
    for rung, output in made.items():
        if not output.segments:
            continue
        init = f"{target}{rung}/{INIT}"
        if not _put(folder / rung / INIT, init, replace=False):
            raise BadOutputError(f"{rung}: init segments differ")
        for number, file in enumerate(_listed(folder / rung)):
            _put(file, f"{target}{rung}/{output.first + number:06d}.m4s", replace=True)


def manifest_of(target: str, part: str) -> dict[str, RungOutput] | None:
    """What an earlier attempt put into the store to its end; None when there is none, or less than it says."""
    storage = publications()
    name = f"{target}parts/{part}.json"
    if not storage.exists(name):
        return None
    with storage.open(name) as file:
        found = {rung: RungOutput(**made) for rung, made in json.loads(file.read()).items()}
    for rung, made in found.items():
        for number, (_ticks, size) in enumerate(made.segments):
            segment = f"{target}{rung}/{made.first + number:06d}.m4s"
            if not storage.exists(segment) or storage.size(segment) != size:
                return None
    return found


def write_manifest(target: str, part: str, made: Mapping[str, RungOutput]) -> None:
    """Note, last of all, that a part lies in the store to its end."""
    storage, name = publications(), f"{target}parts/{part}.json"
    if storage.exists(name):
        storage.delete(name)
    storage.save(name, ContentFile(json.dumps(as_json(made)).encode()))


def as_json(made: Mapping[str, RungOutput]) -> dict[str, Any]:
    return {rung: asdict(output) for rung, output in made.items()}


def digest_of(made: Mapping[str, RungOutput]) -> str:
    """Hash over what a part is made of: the same for the same output."""
    return hashlib.sha256(json.dumps(as_json(made), sort_keys=True).encode()).hexdigest()


def _listed(folder: Path) -> list[Path]:
    lines = (folder / LIST).read_text(encoding="utf-8").splitlines() if (folder / LIST).exists() else []
    return [folder / Path(line).name for line in lines if line and not line.startswith("#")]


def _rewrite(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put(file: Path, name: str, *, replace: bool) -> bool:
    """Whether the store has these bytes under this name now; moved there where the disk is the same."""
    storage = publications()
    if storage.exists(name):
        with storage.open(name) as stored:
            if stored.read() == file.read_bytes():
                return True
        if not replace:
            return False
        storage.delete(name)
    with file.open("rb") as stream:
        saved = storage.save(name, _Movable(stream, file))
    if saved != name:
        storage.delete(saved)
        raise BadOutputError(f"{name}: somebody else writes there")
    return True


class _Movable(File):  # type: ignore[type-arg]  # generic in the stubs only
    """A file that a local store may take by renaming it."""

    def __init__(self, stream: Any, path: Path) -> None:
        super().__init__(stream, path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)
