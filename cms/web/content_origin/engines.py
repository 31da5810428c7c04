"""The registry of engines: which pages open packages, ours and those that types bring, and where their files lie."""

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from django.contrib.staticfiles import finders

from cms.plugins import registry
from cms.plugins.engines import Bundle, Control, Engine, Source
from cms.web.content_origin.limits import excesses

_FOLDER: Final = "reader"  # of the front-end build
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,29}\Z")
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

_OURS: Final = (
    Engine(
        name="epub",
        title="EPUB",
        bundle=Bundle(script="epub.js", style="epub.css"),
        sources={
            "style-src": (Source.BUNDLE, Source.INLINE),
            "connect-src": (Source.FILES, Source.LISTING),
            "frame-src": (Source.FILES,),
            "media-src": (Source.FILES,),
        },
        features=("autoplay",),  # books that are read aloud: the sound plays in the engine's page
        controls=(Control.SIZE, Control.FACE, Control.SPACING, Control.GROUND),
    ),
    Engine(
        name="pdf",
        title="PDF",
        bundle=Bundle(script="pdf.js", style="pdf.css"),
        sources={
            "style-src": (Source.BUNDLE,),
            "font-src": (Source.BUNDLE,),
            "connect-src": (Source.FILES, Source.BUNDLE),
            "worker-src": (Source.BUNDLE,),
        },
        controls=(Control.SIZE, Control.GROUND),
        is_paged=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Brought:
    """An engine that a type brings; `origin` names the folder or distribution of the type."""

    engine: Engine
    origin: str


def engine_of(name: str) -> Engine | None:
    """The engine of this name; None where there is none, or where it has a fault, which the start has named."""
    return _by_name().get(name)


def brought() -> Iterator[Brought]:
    """What installed types bring, in the order of discovery."""
    for declaration in registry.all_types():
        for engine in declaration.engines:
            yield Brought(engine, registry.origin_of(declaration.slug))


def faults_of(brought_engine: Brought, taken: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an engine: number of the check, sentence, remedy. `taken` is who has each name already."""
    engine, origin = brought_engine.engine, brought_engine.origin
    name = f"Engine “{engine.name}” from {origin}"
    if not _NAME.match(engine.name):
        yield "E001", f"{name}: the name must be lower-case ASCII.", "Use 2 to 30 of a-z, 0-9 and _."
    if engine.name in taken:
        yield "E002", f"{name}: {taken[engine.name]} has an engine of this name.", "Rename it, or uninstall one."
    root = _root_of(engine.bundle)
    for part, path in (("script", engine.bundle.script), ("style", engine.bundle.style)):
        if root is None or _below(root, path) is None:
            where = f"{engine.bundle.package}/{engine.bundle.folder}/{path}"
            yield "E003", f"{name}: its {part} {where} is not there.", "Build the bundle and pack it with the rest."
    for excess in excesses(engine):
        yield "E004", f"{name}: {excess}.", "Ask for less: ADR 0036 says what an engine may have."


def bundle_prefix(engine: Engine) -> str | None:
    """Path of the engine's files on the content origin, with a slash at the end; None while they are not built."""
    if not engine.bundle.package:
        version = _built_version()
        return f"/e/{version}/" if version else None
    root = _root_of(engine.bundle)
    return f"/b/{engine.name}/{_digest(root)}/" if root else None


def bundle_source(engine: Engine) -> str:
    """Path that the policy of the engine's page names for its files: ours share one, another's has its own."""
    return "/e/" if not engine.bundle.package else bundle_prefix(engine) or ""


def own_file(version: str, path: str) -> Path | None:
    """A file of our own bundles of this version, which is a hash of all of them; None when there is no such file."""
    folder = finders.find(f"{_FOLDER}/engines/{version}") if _VERSION.match(version) else None
    return _below(Path(folder).resolve(), path) if folder else None


def brought_file(engine: Engine, version: str, path: str) -> Path | None:
    """A file of the bundle that came with an engine; None when there is no such file or it is of another version."""
    if not engine.bundle.package or bundle_prefix(engine) != f"/b/{engine.name}/{version}/":
        return None
    root = _root_of(engine.bundle)
    return _below(root, path) if root else None


def media_type(path: str) -> str:
    """Media type of a bundle's file."""
    return _MEDIA_TYPES.get(PurePosixPath(path).suffix, _BINARY)


def is_worker(path: str) -> bool:
    """Whether a bundle's file is started as a worker."""
    return path.endswith("-worker.js")


def taken_by_us() -> dict[str, str]:
    """Names of our own engines, each with whose it is."""
    return {engine.name: "the library" for engine in _OURS}


@cache
def _by_name() -> dict[str, Engine]:
    engines, taken = {engine.name: engine for engine in _OURS}, taken_by_us()
    for each in brought():
        if not any(faults_of(each, taken)):
            engines[each.engine.name] = each.engine
        taken.setdefault(each.engine.name, each.origin)
    return engines


def _built_version() -> str | None:
    manifest = finders.find(f"{_FOLDER}/manifest.json")
    return str(json.loads(Path(manifest).read_text("utf-8"))["version"]) if manifest else None


@cache
def _root_of(bundle: Bundle) -> Path | None:
    try:
        spec = importlib.util.find_spec(bundle.package)
    except (ImportError, ValueError):
        return None
    for location in (spec.submodule_search_locations or ()) if spec else ():
        home = Path(location).resolve()
        root = (home / bundle.folder).resolve()
        if root != home and root.is_relative_to(home) and root.is_dir():
            return root
    return None


@cache
def _digest(root: Path) -> str:
    """Of all files, as they were when this process first looked: a distribution is installed with a restart."""
    digest = hashlib.sha256()
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def _below(root: Path, path: str) -> Path | None:
    file = (root / path).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None
