"""Runs apart from the site, started by `jail.run` as a program of its own: native code reads hostile files here.

`worker.py pdf <file> <folder>` writes `<folder>/lines.jsonl` (one object for the document, then one a page) and
`<folder>/cover.jpg`; `worker.py picture <file> <folder>` writes `<folder>/cover.jpg`. It imports nothing of the project
and reads no environment; its starter has limited it before it begins (api-and-security.md 8, threats 42 to 45).
"""

import contextlib
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

MAX_PAGES = 10_000
MAX_PIXELS = 60_000_000
COVER_EDGE = 1600
PICTURE_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
EXIT_REFUSED = 3

_PAGE_TEXT = 400_000
_FEW_LETTERS = 60  # below this a page is asked whether it is a picture
_OUTLINE_ENTRIES, _OUTLINE_DEPTH = 5_000, 12
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read_pdf(file: Path, folder: Path) -> None:
    """Everything that is wanted of a PDF, page by page, so that the parent sees it grow."""
    import pypdfium2

    with (folder / "lines.jsonl").open("w", encoding="utf-8") as out:
        try:
            document = pypdfium2.PdfDocument(file)
            pages = len(document)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            refused(out, "pdf-password" if code in {_PASSWORD_ERROR, _SECURITY_ERROR} else "pdf-broken", str(error))
        if not 0 < pages <= MAX_PAGES:
            refused(out, "pdf-no-pages" if pages == 0 else "pdf-too-long", str(pages))
        write(
            out,
            {
                "pages": pages,
                "metadata": document.get_metadata_dict(),
                "outline": list(outline(document)),
                "labels": [document.get_page_label(number) for number in range(pages)],
            },
        )
        # First the cover: what is killed later for its size still has a face.
        cover_of_page(document, folder)
        for number in range(pages):
            write(out, page_of(document, number))


def page_of(document: Any, number: int) -> dict[str, Any]:
    """Text of a page as PDFium gives it; a page that can't be read is empty and says so."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage().get_text_range()[:_PAGE_TEXT]
        few = sum(map(str.isalpha, text)) < _FEW_LETTERS
        image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        pictures = few and any(True for _ in page.get_objects(filter=[image], max_depth=3))
        page.close()
    except pypdfium2.PdfiumError as error:
        return {"page": number, "text": "", "pictures": False, "broken": str(error)}
    return {"page": number, "text": text, "pictures": pictures}


def outline(document: Any) -> Iterator[dict[str, Any]]:
    """Bookmarks in order, each with its depth and page (from 0; None when it leads nowhere in the document)."""
    import pypdfium2

    for count, bookmark in enumerate(document.get_toc(max_depth=_OUTLINE_DEPTH)):
        if count >= _OUTLINE_ENTRIES:
            break
        with contextlib.suppress(pypdfium2.PdfiumError, UnicodeDecodeError):
            target = bookmark.get_dest()
            yield {
                "depth": bookmark.level,
                "title": bookmark.get_title(),
                "page": target.get_index() if target is not None else None,
            }


def cover_of_page(document: Any, folder: Path) -> None:
    """The first page as a picture; a page that can't be drawn leaves the book without a cover."""
    import pypdfium2

    with contextlib.suppress(pypdfium2.PdfiumError, MemoryError, ValueError):
        page = document[0]
        width, height = page.get_size()
        scale = min(4.0, COVER_EDGE / max(width, height, 1.0))
        bitmap = page.render(scale=scale, may_draw_forms=False)
        bitmap.to_pil().convert("RGB").save(folder / "cover.jpg", quality=85)


def redraw_picture(file: Path, folder: Path) -> None:
    """A picture drawn anew as JPEG, so that nothing but its pixels is left of it."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(file, formats=PICTURE_FORMATS) as picture:
            picture.draft("RGB", (COVER_EDGE, COVER_EDGE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((COVER_EDGE, COVER_EDGE))
            with_alpha = upright.convert("RGBA")
            flat = Image.new("RGB", with_alpha.size, "white")
            flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
            flat.save(folder / "cover.jpg", quality=85)
    except (
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ):
        sys.exit(EXIT_REFUSED)


def write(out: TextIO, line: dict[str, Any]) -> None:
    """One line of JSON, at once."""
    out.write(json.dumps(line) + "\n")
    out.flush()


def refused(out: TextIO, code: str, detail: str) -> None:
    """Say why the file can't be taken, and end."""
    write(out, {"refused": code, "detail": detail})
    sys.exit(EXIT_REFUSED)


def main(arguments: list[str]) -> None:
    """Do one job."""
    job, file, folder = arguments
    {"pdf": read_pdf, "picture": redraw_picture}[job](Path(file), Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
