"""What is kept of a PDF: description, contents, passages by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from cms.foundation.vietnamese import legacy
from cms.plugins.contract import Passage
from library_pages.text.extraction import Extraction, quote_at
from library_pages.text.media_types import PDF
from library_pages.text.pdf import metadata, outline
from library_pages.text.pdf.lines import joined_lines
from library_pages.text.words.cleaning import clean
from library_pages.text.words.splitting import Block, joined, split

DOCUMENT = "doc.pdf"  # the one file of a PDF's package

_SILENT_LETTERS = 5
_STAMP_LETTERS = 60
_SAMPLE_PAGES = 60
_MOST_UNKNOWN = 0.03  # of the signs; bullets and drawn ornaments are often without a letter


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    label: str
    text: str
    pictures: bool


def extract(lines: Iterator[dict[str, Any]]) -> Extraction:
    """Everything that is stored of a PDF beside its bytes, out of what PDFium says of it (`jail.pdfium.lines`)."""
    head = next(lines)
    total = int(head["pages"])
    signs = _Signs()
    pages = list(_pages(signs.counted(lines), head["labels"]))
    encoding = _encoding(pages)
    if encoding in {legacy.Encoding.TCVN3, legacy.Encoding.VNI}:
        pages = [_converted(page, encoding) for page in pages]
    toc = outline.tree(head["outline"], encoding)
    return Extraction(
        metadata=metadata.read_metadata(head["metadata"], [page.text for page in pages], encoding),
        toc=toc,
        passages=list(_passages(pages, outline.titles_by_page(head["outline"], encoding))),
        warnings=[
            *(["junk_in_front"] if head["junk"] else []),
            *(["letters_unknown"] if signs.are_unknown else _warnings(pages, encoding)),
        ],
        fixed_layout=True,
        page_count=total,
        chapter_count=len(toc),
    )


@dataclass(slots=True)
class _Signs:
    """How many signs there are, and for how many PDFium knows no letter, as in fonts without a ToUnicode map."""

    seen: int = 0
    unknown: int = 0

    def counted(self, lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for line in lines:
            self.seen += line["signs"]
            self.unknown += line["unknown"]
            yield line

    @property
    def are_unknown(self) -> bool:
        return self.unknown > _MOST_UNKNOWN * self.seen


def _pages(lines: Iterator[dict[str, Any]], labels: Sequence[str]) -> Iterator[_Page]:
    for line in lines:
        number = int(line["page"])
        label = clean(labels[number] or "") if number < len(labels) else ""
        # Soft hyphens stay until the encoding is known: in TCVN3 they are the letter ư.
        yield _Page(number + 1, label or str(number + 1), joined_lines(line["text"]), bool(line["pictures"]))


def _encoding(pages: Sequence[_Page]) -> legacy.Encoding:
    return legacy.judge(" ".join(page.text for page in pages[:_SAMPLE_PAGES])).encoding


def _converted(page: _Page, encoding: legacy.Encoding) -> _Page:
    # A page of its own in Unicode (a later preface) is left alone.
    if legacy.judge(page.text).encoding is legacy.Encoding.UNICODE and not _is_converted_better(page.text, encoding):
        return page
    return _Page(page.number, page.label, legacy.convert(page.text, encoding), page.pictures)


def _is_converted_better(text: str, encoding: legacy.Encoding) -> bool:
    return legacy.vietnamese_share(legacy.convert(text, encoding)) > legacy.vietnamese_share(text)


def _warnings(pages: Sequence[_Page], encoding: legacy.Encoding) -> list[str]:
    found = []
    if _needs_ocr(pages):
        found.append("needs_ocr")
    if encoding is legacy.Encoding.UNKNOWN:
        found.append("legacy_font")
    elif encoding is not legacy.Encoding.UNICODE:
        found.append("repaired")
    return found


def _needs_ocr(pages: Sequence[_Page]) -> bool:
    """Whether most pages are pictures without text; what a scanning program stamps on every page is no text."""
    letters = [sum(map(str.isalpha, page.text)) for page in pages]
    if not any(letters):
        return True
    stamps: dict[str, int] = {}
    for page in pages:
        stamps[page.text] = stamps.get(page.text, 0) + 1
    silent = [
        page.pictures and (count < _SILENT_LETTERS or (count < _STAMP_LETTERS and stamps[page.text] > 1))
        for page, count in zip(pages, letters, strict=True)
    ]
    return sum(silent) * 2 > len(pages)


def _passages(pages: Sequence[_Page], titles: dict[int, str]) -> Iterator[Passage]:
    orders = count()
    title = ""
    for page in pages:
        title = titles.get(page.number, title)
        blocks = [Block(clean(page.text))]
        text = joined(blocks)
        for piece in split(blocks):
            offset = piece.start / max(len(text), 1)
            progression = round((page.number - 1 + offset) / len(pages), 6)
            locator = {
                "href": DOCUMENT,
                "type": PDF,
                "title": title,
                "locations": {
                    "position": page.number,
                    "fragments": [f"page={page.number}"],
                    "offset": round(offset, 4),
                    "progression": progression,
                    "totalProgression": progression,
                },
                "text": quote_at(text, piece.start),
            }
            yield Passage(next(orders), locator, page.label[:120], title[:255], piece.text)
