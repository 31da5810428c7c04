"""What a PDF holds: text by page with locators, contents, metadata, cover."""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.foundation.text import nfc
from library_pages.text import legacy
from library_pages.text.enums import SourceWarning
from library_pages.text.refusals import SENTENCES, refusal
from library_pages.text.split import Block, Piece, split

SECONDS, MEMORY = 240, 2 * 1024**3
DOCUMENT = "doc.pdf"
_HYPHENATED = re.compile(r"(?<=[a-z])-\r?\n(?=[a-z])")
_NOISE = re.compile("[\u00ad\u200b\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SCANNED_CHARACTERS = 20  # fewer letters than this on a page with a picture: the text is in the picture
_SCANNED_SHARE = 0.6
_HIGHLIGHT = 80


@dataclass(frozen=True, slots=True)
class PdfText:
    """All that was read; `passages` are rows of Passage, `warnings` codes of SourceWarning."""

    metadata: dict[str, Any]
    toc: list[dict[str, Any]]
    page_count: int
    passages: list[dict[str, Any]]
    warnings: list[str]
    cover: bytes


def read_pdf(path: Path) -> PdfText:
    """Read a PDF in a process with limits.

    Raises:
        Problem: `pdf-password`, `pdf-broken` or `pdf-too-slow`.
    """
    with tempfile.TemporaryDirectory() as folder:
        cover = Path(folder) / "cover.png"
        found = _run(path, cover)
        picture = cover.read_bytes() if cover.is_file() else b""
    pages = [_clean(page["text"]) for page in found["pages"]]
    warnings: list[str] = []
    font = legacy.recognise(" ".join(pages)[:200_000])
    if font:
        pages = [legacy.convert(page, font) for page in pages]
        warnings.append(SourceWarning.REPAIRED)
    scanned = sum(
        len("".join(text.split())) < _SCANNED_CHARACTERS and page["pictures"]
        for text, page in zip(pages, found["pages"], strict=True)
    )
    if pages and scanned >= len(pages) * _SCANNED_SHARE:
        warnings.append(SourceWarning.NEEDS_OCR)
    return PdfText(
        metadata=_metadata(found["metadata"]),
        toc=_tree(found["outline"]),
        page_count=len(pages),
        passages=_passages(pages, found["labels"]),
        warnings=warnings,
        cover=picture,
    )


def _run(path: Path, cover: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "library_pages.text.pdf.worker", str(path), str(cover), str(SECONDS), str(MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the path is one we made)
            command, capture_output=True, timeout=SECONDS + 30, check=False, cwd=settings.BASE_DIR
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("pdf-too-slow") from error
    if done.returncode != 0:
        raise refusal("pdf-too-slow" if done.returncode < 0 else "pdf-broken")
    found: dict[str, Any] = json.loads(done.stdout)
    if found.get("error") in SENTENCES:
        raise refusal(found["error"])
    return found


def _clean(text: str) -> str:
    text = _NOISE.sub("", _HYPHENATED.sub("", text.replace("\ufffe\r\n", "").replace("ð", "đ").replace("Ð", "Đ")))
    return nfc("\n".join(" ".join(line.split()) for line in text.splitlines())).strip()


def _blocks(page: str) -> list[Block]:
    # Lines of a PDF are no paragraphs: a heading broken over two would hide its phrase (stack-facts 13).
    return [Block(" ".join(part.split())) for part in re.split(r"\n\s*\n", page) if part.strip()]


def _passages(pages: list[str], labels: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for index, page in enumerate(pages):
        pieces = split(_blocks(page))
        length = sum(len(piece.body) for piece in pieces) or 1
        for piece in pieces:
            rows.append(
                _row(len(rows), index, len(pages), labels[index] or str(index + 1), piece, piece.start / length)
            )
    return rows


def _row(order: int, index: int, pages: int, label: str, piece: Piece, offset: float) -> dict[str, Any]:
    progression = round(min((index + offset) / pages, 1), 6)
    return {
        "order": order,
        "locator": {
            "href": DOCUMENT,
            "type": "application/pdf",
            "title": label,
            "locations": {
                "position": index + 1,
                "fragments": [f"page={index + 1}"],
                "progression": progression,
                "totalProgression": progression,
            },
            "text": {"highlight": piece.body[:_HIGHLIGHT]},
        },
        "label": label[:120],
        "heading": "",
        "body": piece.body,
    }


def _metadata(raw: dict[str, str]) -> dict[str, Any]:
    raw = {key: _NOISE.sub("", value or "") for key, value in raw.items()}
    people = [name.strip() for name in re.split(r"[;,&]| và ", raw.get("author") or "") if name.strip()]
    year = re.match(r"D:(\d{4})", raw.get("created") or "")
    found = {
        "title": nfc((raw.get("title") or "").strip()),
        "contributors": [{"name": nfc(name), "role": "aut"} for name in people],
        "summary": nfc((raw.get("subject") or "").strip()),
        "year": int(year.group(1)) if year else None,
    }
    return {key: value for key, value in found.items() if value}


def _tree(outline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    root: list[dict[str, Any]] = []
    stack: list[tuple[int, list[dict[str, Any]]]] = [(-1, root)]
    for row in outline:
        title = nfc(" ".join((row["title"] or "").split()))[:255]
        if not title:
            continue
        entry = {"title": title, "href": f"{DOCUMENT}#page={(row['page'] or 0) + 1}", "children": []}
        while stack[-1][0] >= row["level"]:
            stack.pop()
        stack[-1][1].append(entry)
        stack.append((row["level"], entry["children"]))
    return root
