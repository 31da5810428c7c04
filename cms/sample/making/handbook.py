"""Set the library handbook as a PDF: `python -m cms.sample.making.handbook [--check]`.

With `--check` nothing is written; it ends with 1 when the committed file says something else than the text.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from fpdf import FPDF

from cms.sample import content
from cms.sample.books import Entry, entry_of
from cms.sample.making.fonts import merged
from cms.sample.source_text import Block, Chapter, Picture, SourceText, parse

PAGE_WIDTH, _PAGE_HEIGHT = 148.0, 210.0  # A5, millimetres
MARGIN, FOOT = 17.0, 14.0
_INK, _SECOND, _GOLD, _BLUE = (29, 35, 80), (86, 90, 120), (247, 190, 43), (43, 89, 190)
_TEXT_SIZE, _LINE = 12, 6.5


class Handbook(FPDF):
    """A booklet with a number at the foot of each page and an entry in the outline for each chapter.

    `fonts` is a folder to lay font files in; it has to stay until the PDF is made.
    """

    def __init__(self, entry: Entry, fonts: Path) -> None:
        super().__init__(format=(PAGE_WIDTH, _PAGE_HEIGHT))
        for family, package, weight, style in (
            ("text", "literata", 400, ""),
            ("text", "literata", 700, "B"),
            ("head", "bricolage-grotesque", 700, ""),
            ("small", "bricolage-grotesque", 400, ""),
        ):
            file = fonts / f"{package}-{weight}.ttf"
            file.write_bytes(merged(package, weight))
            self.add_font(family, style, file)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_title(entry.title)
        self.set_subject(entry.subtitle)
        self.set_author(entry.people[0][0])
        self.set_keywords("; ".join(entry.subjects))
        self.set_lang("vi-VN")
        self.set_creation_date(datetime.fromisoformat(f"{entry.date}T00:00:00").replace(tzinfo=UTC))
        self._entry = entry

    def footer(self) -> None:
        """The page's number, which is the same in print and in the file."""
        self.set_y(-FOOT)
        self.set_font("small", size=8.5)
        self.set_text_color(*_SECOND)
        self.cell(0, 5, f"{self._entry.title} · {self.page_no()}", align="C")

    def add_chapter(self, chapter: Chapter, *, first: bool) -> None:
        """One page with a chapter."""
        self.add_page()
        if first:
            self._banner()
        self.start_section(chapter.title)
        self.set_font("head", size=19)
        self.set_text_color(*_INK)
        self.multi_cell(0, 9.5, chapter.title, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)
        for block in chapter.blocks:
            self._add(block)

    def _add(self, block: Block) -> None:
        if isinstance(block, Picture):
            self._plan(block.alt)
            return
        self.set_font("text", size=_TEXT_SIZE)
        self.multi_cell(0, _LINE, block.text, align="L", markdown=True, new_x="LMARGIN", new_y="NEXT")
        self.ln(2.2)

    def _banner(self) -> None:
        self.set_fill_color(*_GOLD)
        self.rect(0, 0, PAGE_WIDTH, 58, style="F")
        self.set_text_color(*_INK)
        self.set_xy(MARGIN, 16)
        self.set_font("head", size=31)
        self.multi_cell(0, 14, self._entry.title, new_x="LMARGIN", new_y="NEXT")
        self.set_font("small", size=12)
        self.multi_cell(0, 7, self._entry.subtitle, new_x="LMARGIN", new_y="NEXT")
        self.set_y(68)

    def _plan(self, caption: str) -> None:
        """Plan of the library room: plain rectangles, one for each corner, door and window marked."""
        left, top, width, height = MARGIN, self.get_y() + 1, PAGE_WIDTH - 2 * MARGIN, 56.0
        self.set_draw_color(*_INK)
        self.set_line_width(0.7)
        self.rect(left, top, width, height)
        self.set_line_width(0.4)
        for name, x, y, w, h in _CORNERS:
            self.set_fill_color(*(_GOLD if name == "Bàn tròn" else (221, 230, 248)))
            box = (left + x * width, top + y * height, w * width, h * height)
            if name == "Bàn tròn":
                self.ellipse(*box, style="DF")
            else:
                self.rect(*box, style="DF")
            self._label(name, box[0], box[1] + box[3] / 2 - 2.5, box[2])
        self.set_fill_color(255, 255, 255)
        self.rect(left + 0.45 * width, top + height - 0.5, 0.1 * width, 1, style="F")
        self.set_draw_color(*_BLUE)
        self.set_line_width(1.4)
        self.line(left + 0.3 * width, top, left + 0.7 * width, top)
        self._label("Cửa ra vào", left + 0.4 * width, top + height - 6, 0.2 * width)
        self.set_y(top + height + 1.5)
        self.set_font("small", size=8.5)
        self.set_text_color(*_SECOND)
        self.multi_cell(0, 5, caption, align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(*_INK)
        self.ln(2)

    def _label(self, text: str, x: float, y: float, width: float) -> None:
        self.set_font("small", size=8.5)
        self.set_text_color(*_INK)
        self.set_xy(x, y)
        self.cell(width, 5, text, align="C")


# Name, then left, top, width and height as shares of the room.
_CORNERS = (
    ("Góc yên", 0.3, 0.03, 0.4, 0.2),
    ("Góc truyện", 0.02, 0.3, 0.22, 0.66),
    ("Góc khoa học", 0.76, 0.3, 0.22, 0.66),
    ("Góc nghe", 0.02, 0.03, 0.22, 0.2),
    ("Bàn tròn", 0.34, 0.36, 0.32, 0.4),
)


def handbook_text() -> SourceText:
    return parse(content.HANDBOOK_TEXT.read_text(encoding="utf-8"))


def build() -> bytes:
    """The PDF, a page a chapter."""
    text = handbook_text()
    with TemporaryDirectory() as folder:
        pdf = Handbook(entry_of(text), Path(folder))
        for number, chapter in enumerate(text.chapters):
            pdf.add_chapter(chapter, first=number == 0)
        return bytes(pdf.output())


def page_texts(data: bytes) -> list[str]:
    """The text of each page, blanks and line ends made one blank."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def main() -> int:
    """Write the PDF, or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    if parser.parse_args().check:
        return int(page_texts(build()) != page_texts(content.HANDBOOK_PDF.read_bytes()))
    content.HANDBOOK_PDF.write_bytes(build())
    return 0


if __name__ == "__main__":
    sys.exit(main())
