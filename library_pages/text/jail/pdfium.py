"""What PDFium says of a document, page by page; runs in the jail."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import bounds
from library_pages.text.jail.leaving import COVER
from library_pages.text.pdf.junk import begins_at

COVER_EDGE: Final = 1600
_PAGE_TEXT: Final = 400_000
_FEW_LETTERS: Final = 60  # below this a page is asked whether it is a picture
_SIGNS_LOOKED_AT: Final = 500  # of a page, whether PDFium knows their letters
_OUTLINE_ENTRIES, _OUTLINE_DEPTH = 5_000, 12
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def lines(file: Path, folder: Path, tell: Callable[[int], None]) -> Iterator[dict[str, Any]]:
    """One object for the document, then one a page; the cover is left in the folder. `tell` gets percent done.

    Raises:
        RefusedError: `pdf-password`, `pdf-broken`, `pdf-no-pages`, `pdf-too-long` or `too-much-text`.
    """
    import pypdfium2

    begin = begins_at(file)
    try:
        document = pypdfium2.PdfDocument(file.read_bytes()[begin:] if begin else file)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code in {_PASSWORD_ERROR, _SECURITY_ERROR}
        raise RefusedError("pdf-password" if locked else "pdf-broken", str(error)) from error
    size = file.stat().st_size
    if not 0 < pages <= bounds.PAGES:
        raise RefusedError("pdf-no-pages" if pages == 0 else "pdf-too-long", str(pages))
    if pages > bounds.pages_of(size):
        raise RefusedError("too-much-text", f"{pages} pages in {size} bytes")
    yield {
        "pages": pages,
        "metadata": document.get_metadata_dict(),
        "outline": list(_outline(document)),
        "labels": [document.get_page_label(number) for number in range(pages)],
        "junk": begin,
    }
    _leave_cover(document, folder)
    left = bounds.characters_of(size)
    for number in range(pages):
        page = _page_of(document, number)
        left -= len(page["text"])
        if left < 0:
            raise RefusedError("too-much-text", f"up to page {number + 1} in {size} bytes")
        yield page
        tell(60 * number // pages)


def _page_of(document: Any, number: int) -> dict[str, Any]:
    """Text of a page as PDFium gives it; a page that can't be read is empty and says so."""
    import pypdfium2

    try:
        page = document[number]
        signs = page.get_textpage()
        text = signs.get_text_range()[:_PAGE_TEXT]
        looked_at = min(signs.count_chars(), _SIGNS_LOOKED_AT)
        unknown = sum(pypdfium2.raw.FPDFText_HasUnicodeMapError(signs.raw, sign) == 1 for sign in range(looked_at))
        few = sum(map(str.isalpha, text)) < _FEW_LETTERS
        image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        pictures = few and any(True for _ in page.get_objects(filter=[image], max_depth=3))
        page.close()
    except pypdfium2.PdfiumError as error:
        return {"page": number, "text": "", "pictures": False, "signs": 0, "unknown": 0, "broken": str(error)}
    return {"page": number, "text": text, "pictures": pictures, "signs": looked_at, "unknown": unknown}


def _outline(document: Any) -> Iterator[dict[str, Any]]:
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


def _leave_cover(document: Any, folder: Path) -> None:
    """The first page as a picture; a page that can't be drawn leaves the book without a cover."""
    import pypdfium2

    with contextlib.suppress(pypdfium2.PdfiumError, MemoryError, ValueError):
        page = document[0]
        width, height = page.get_size()
        scale = min(4.0, COVER_EDGE / max(width, height, 1.0))
        bitmap = page.render(scale=scale, may_draw_forms=False)
        bitmap.to_pil().convert("RGB").save(folder / COVER, quality=85)
