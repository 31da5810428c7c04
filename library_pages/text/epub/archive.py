"""The archive of an EPUB, also of one that was packed by hand (OCF 4.2 says how it should be)."""

from typing import IO, Final

from library_pages.text.safe_zip import SafeZip

CONTAINER_PATH: Final = "META-INF/container.xml"
_MIMETYPE: Final = "mimetype"


def open_archive(file: IO[bytes]) -> SafeZip:
    """An archive whose root is that of the book, though all of it was packed in a folder.

    Raises:
        RefusedError: as `SafeZip`.
    """
    archive = SafeZip(file)
    if archive.find(CONTAINER_PATH) is None:
        ending = f"/{CONTAINER_PATH}".casefold()
        inner = [name for name in archive.names() if name.casefold().endswith(ending)]
        if len(inner) == 1:  # of several books nobody can say which one is meant
            archive.enter(inner[0][: -len(ending)])
    archive.repaired = archive.repaired or archive.first_name != _MIMETYPE
    return archive


def only_package(archive: SafeZip) -> str | None:
    """The one package document of an archive that doesn't say which it is."""
    found = [name for name in archive.names() if name.casefold().endswith(".opf") and not name.startswith("__MACOSX/")]
    return found[0] if len(found) == 1 else None
