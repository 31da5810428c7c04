"""Engines: which page opens a package, and the bundles that the front-end build has left (`static_dist/reader`)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from django.contrib.staticfiles import finders

from cms.web.content_origin import headers
from cms.web.content_origin.headers import Place

_FOLDER: Final = "reader"
_VERSION: Final = re.compile(r"[0-9a-f]{8,64}\Z")
_BINARY: Final = "application/octet-stream"
_MEDIA_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """How one engine's page is sealed."""

    policy: Callable[[Place, str], str]
    permissions: str = headers.PERMISSIONS


ENGINES: Final = {
    "epub": Engine(headers.epub_engine, headers.PERMISSIONS_WITH_SOUND),
    "pdf": Engine(headers.pdf_engine),
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Script and style of an engine, as paths on the content origin."""

    script: str
    style: str


def bundle_of(engine: str) -> Bundle | None:
    """What the build has made for an engine; None when the front end has not been built."""
    found = finders.find(f"{_FOLDER}/manifest.json")
    if not found:
        return None
    manifest = json.loads(Path(found).read_text("utf-8"))
    names, version = manifest["engines"].get(engine), manifest["version"]
    return Bundle(script=f"/e/{version}/{names['script']}", style=f"/e/{version}/{names['style']}") if names else None


def file_of(version: str, path: str) -> Path | None:
    """A file of the bundles of this version, which is a hash of all of them; None when there is no such file."""
    folder = finders.find(f"{_FOLDER}/engines/{version}") if _VERSION.match(version) else None
    if not folder:
        return None
    root = Path(folder).resolve()
    file = (root / path).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None


def media_type(path: str) -> str:
    """Media type of a bundle's file."""
    return _MEDIA_TYPES.get(PurePosixPath(path).suffix, _BINARY)


def is_worker(path: str) -> bool:
    """Whether a bundle's file is started as a worker."""
    return path.endswith("-worker.js")
