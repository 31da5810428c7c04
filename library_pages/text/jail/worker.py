"""Runs apart from the site, started by `jail.run` as a program of its own: everything that reads hostile files.

`worker.py epub|pdf|picture <file> <folder>` leaves what it found in the folder: `leaving.py` says in which form, for
`picture` it is `cover.jpg` alone. On its output it tells how far it is, a percentage a line. It loads neither Django
nor any other part of the site, and reads no environment; its starter has limited it before it begins.
"""

import sys
from pathlib import Path
from types import ModuleType

EXIT_REFUSED = 3
_SOURCES = Path(__file__).resolve().parents[3]


def find_our_packages() -> None:
    """Make our code importable: the folder it lies in may not be listed here, and `cms/__init__.py` loads Celery."""
    for name in ("cms", "library_pages"):
        package = ModuleType(name)
        package.__path__ = [str(_SOURCES / name)]
        sys.modules[name] = package


def read_epub(file: Path, folder: Path) -> None:
    """Description, passages and files of an EPUB; its cover as the book has it, to be redrawn by a program of its own.

    Raises:
        RefusedError: see `wording.REASONS`.
    """
    from library_pages.text.epub import cover, unpack
    from library_pages.text.epub.book import open_book
    from library_pages.text.epub.extract import extract
    from library_pages.text.jail import leaving

    with file.open("rb") as stream:
        book = open_book(stream, tell)
        leaving.leave_found(folder, extract(book), file.stat().st_size)
        tell(60)
        leaving.leave_files(folder, unpack.files_of(book), lambda: tell(70))
        leaving.leave_picture(folder, cover.cover_bytes(book))


def read_pdf(file: Path, folder: Path) -> None:
    """Description and passages of a PDF, and its first page as the cover.

    Raises:
        RefusedError: see `wording.REASONS`.
    """
    from library_pages.text.jail import leaving, pdfium
    from library_pages.text.pdf.extract import extract

    leaving.leave_found(folder, extract(pdfium.lines(file, folder, tell)), file.stat().st_size)


def redraw_picture(file: Path, folder: Path) -> None:
    """A picture drawn anew as JPEG.

    Raises:
        RefusedError: `picture`.
    """
    from library_pages.text.jail.pictures import redraw

    redraw(file, folder)


def tell(percent: int) -> None:
    """Say how far it is, at once: silence counts as hanging."""
    sys.stdout.write(f"{percent}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    job, file, folder = arguments[0], Path(arguments[1]), Path(arguments[2])
    find_our_packages()
    from library_pages.catalogue.refusals import RefusedError
    from library_pages.text.jail import leaving

    try:
        {"epub": read_epub, "pdf": read_pdf, "picture": redraw_picture}[job](file, folder)
    except RefusedError as refusal:
        leaving.leave_refusal(folder, refusal)
        sys.exit(EXIT_REFUSED)


if __name__ == "__main__":
    main(sys.argv[1:])
