"""The unpacked publication in the store: `packages/<id>/…` with `files.json` and `types.json`."""

import json
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from cms.foundation.storage import publications, remove_folder
from library_pages.text.extraction import PackageFile

FILES, TYPES = "files.json", "types.json"
_IN_MEMORY = 4 << 20


class PackageInUseError(Exception):
    """Another process writes into the same folder; whoever gets this stops and leaves the work to the other."""


def replace_package(
    storage: Storage, folder: str, files: Iterator[PackageFile], beat: Callable[[], None] = lambda: None
) -> dict[str, int]:
    """Write a package where there may be half of one; `{path: bytes}` of its files.

    `files.json` (`{path: bytes}`) is removed first and written last: a package that has one is complete. `types.json`
    holds `{path: media type}`. All paths are in NFC; who asks for a file normalises the asked path.
    """
    remove_package(storage, folder)
    sizes: dict[str, int] = {}
    types: dict[str, str] = {}
    for file in files:
        sizes[file.path] = _write(storage, folder + file.path, file.chunks, beat)
        types[file.path] = file.media_type
    _write(storage, folder + TYPES, iter([json.dumps(types, ensure_ascii=False).encode()]), beat)
    _write(storage, folder + FILES, iter([json.dumps(sizes, ensure_ascii=False).encode()]), beat)
    return sizes


def store_package(package: str, files: Iterable[PackageFile]) -> None:
    """Keep the files of a package under an id that a type has chosen, in place of what is there.

    Raises:
        PackageInUseError: another process is writing the same package.
    """
    replace_package(publications(), f"packages/{package}/", iter(files))


def has_package(package: str) -> bool:
    """Whether a complete package has this id."""
    return publications().exists(f"packages/{package}/{FILES}")


def remove_package(storage: Storage, folder: str) -> None:
    """Remove a package or what there is of one."""
    if storage.exists(folder + FILES):
        storage.delete(folder + FILES)
    remove_folder(storage, folder.rstrip("/"))


def put(storage: Storage, name: str, content: bytes) -> str:
    """Write one file in place of an older one of that name; its name."""
    if storage.exists(name):
        storage.delete(name)
    return storage.save(name, ContentFile(content))


def _write(storage: Storage, name: str, chunks: Iterator[bytes], beat: Callable[[], None]) -> int:
    # Spooled and not streamed: an object store must know the length before it takes the first byte.
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        size = 0
        for chunk in chunks:
            size += spool.write(chunk)
            beat()
        spool.seek(0)
        saved = storage.save(name, File(spool, name=name))
    if saved != name:
        storage.delete(saved)
        raise PackageInUseError(name)
    return size
