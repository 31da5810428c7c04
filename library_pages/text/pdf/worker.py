"""Reads a PDF in a process of its own: PDFium is native code and may crash or loop on a hostile file.

Run as `python -m library_pages.text.pdf.worker <file> <cover file> <cpu seconds> <memory bytes>`. Writes one JSON
object to standard output, or `{"error": code}`. Imports nothing of Django.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_COVER_WIDTH = 800
_METADATA = {"title": "Title", "author": "Author", "subject": "Subject", "created": "CreationDate"}


def read(path: str, cover: str) -> dict[str, Any]:
    """Metadata, contents, labels and text of each page; the first page is drawn into `cover` as PNG."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        protected = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        return {"error": "pdf-password" if protected else "pdf-broken"}
    pages, labels = [], []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        pages.append({"text": text.get_text_bounded(), "pictures": _has_pictures(page)})
        labels.append(document.get_page_label(index))
        text.close()
        if index == 0:
            scale = _COVER_WIDTH / max(page.get_width(), 1)
            page.render(scale=min(scale, 4)).to_pil().save(cover, "PNG")
        page.close()
    metadata = {name: document.get_metadata_value(key) for name, key in _METADATA.items()}
    return {"metadata": metadata, "pages": pages, "labels": labels, "outline": _outline(document)}


def _has_pictures(page: pdfium.PdfPage) -> bool:
    return next(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2), None) is not None


def _outline(document: pdfium.PdfDocument) -> list[dict[str, Any]]:
    entries = []
    for bookmark in document.get_toc(max_depth=6):
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        entries.append({"level": bookmark.level, "title": bookmark.get_title(), "page": index})
    return entries


def main() -> None:
    """Command line."""
    path, cover, seconds, memory = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    if not Path(path).is_file():
        sys.exit(2)
    json.dump(read(path, cover), sys.stdout)


if __name__ == "__main__":
    main()
