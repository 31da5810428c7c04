"""PDF files, made anew for each test."""

from __future__ import annotations

import atexit
import logging
import re
import shutil
import textwrap
import zlib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from fpdf import FPDF
from PIL import Image

from cms.sample.making.fonts import merged

if TYPE_CHECKING:
    from collections.abc import Sequence

logging.getLogger("fontTools").setLevel(logging.ERROR)


def document(title: str = "", author: str = "") -> FPDF:
    """An empty PDF with Vietnamese letters."""
    made = FPDF()
    if title:
        made.set_title(title)
    if author:
        made.set_author(author)
    return made


def pdf(
    pages: Sequence[str],
    *,
    title: str = "",
    author: str = "",
    sections: Sequence[tuple[int, str, int]] = (),
    labels: bool = False,
    lock: str = "",
) -> bytes:
    """Pages of running text; `sections` are bookmarks (page from 1, title, level); `labels` are numbers
    in Roman; `lock` is a password.
    """
    made = document(title, author)
    made.add_font("serif", fname=_font())
    for number, text in enumerate(pages, start=1):
        made.add_page(**({"label_style": "r"} if labels and number == 1 else {}))
        made.set_font("serif", size=12)
        for page, name, level in sections:
            if page == number:
                made.start_section(name, level=level)
        made.multi_cell(0, text=text)
    if lock:
        made.set_encryption(owner_password=f"{lock}-owner", user_password=lock)
    written = bytes(made.output())
    for font in made.fonts.values():
        font.ttfont.close()
    return written


def without_letters(made: bytes) -> bytes:
    """The same PDF whose fonts don't say which letters their signs are: what some printer drivers write."""
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), made)


def picture_pdf(pages: int = 3, stamp: str = "") -> bytes:
    """Scans: every page is a picture; a stamp is what a scanning program writes on every page."""
    made = document()
    for number in range(pages):
        made.add_page()
        made.image(Image.new("RGB", (300, 400), (200, 10 * number, 90)), x=0, y=0, w=200)
        if stamp:
            made.set_font("helvetica", size=8)
            made.text(10, 290, stamp)
    return bytes(made.output())


def latin_pdf(pages: Sequence[str], *, sections: Sequence[tuple[int, str]] = ()) -> bytes:
    """Text in a Windows font, letter by letter as in Latin-1: what TCVN3 and VNI documents look like to a program."""
    made = document()
    for number, text in enumerate(pages, start=1):
        made.add_page()
        made.set_font("helvetica", size=12)
        for page, name in sections:
            if page == number:
                made.start_section(name)
        for line in textwrap.wrap(text, 70):  # by ourselves: fpdf drops soft hyphens where it breaks lines
            made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


@cache
def _font() -> Path:
    folder = Path(mkdtemp(prefix="khovang-font-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    font = folder / "serif.ttf"
    font.write_bytes(merged("literata", 400))
    return font


def same_page(count: int, text: str = "x") -> bytes:
    """A document whose list of pages names one and the same page `count` times."""
    lines = "".join(f"({line}) ' " for line in textwrap.wrap(text.encode("ascii", "ignore").decode(), 90))
    content = zlib.compress(f"BT /F 4 Tf 4 TL 20 820 Td {lines} ET".encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 6\n0000000000 65535 f \n%s" % table
        + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(written)
    )
