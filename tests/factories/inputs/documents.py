"""PDF files: with text, as pictures, locked, damaged, and with something in front."""

from __future__ import annotations

from tests.factories.inputs.books import FOUND
from tests.factories.pdfs import latin_pdf, pdf, picture_pdf, same_page, without_letters
from tests.factories.texts import prose


def all_documents() -> dict[str, bytes]:
    """Each with what it stands for in its name."""
    good = pdf([prose(80, n) for n in range(3)], title="Sổ tay", author="Hà Lam Khê")
    return {
        "text.pdf": good,
        "outline.pdf": pdf([prose(80, n) for n in range(4)], sections=[(1, "Một", 0), (3, "Hai", 0)]),
        "roman-numbers.pdf": pdf([prose(40, n) for n in range(3)], labels=True),
        "pictures.pdf": picture_pdf(),
        "pictures-with-a-stamp.pdf": picture_pdf(stamp="Scanned 2026-11-24"),
        "without-letters.pdf": without_letters(pdf([prose(200, n) for n in range(3)])),
        "old-font.pdf": latin_pdf(["Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp, tù do, h¹nh phóc. " * 6]),
        "locked.pdf": pdf([prose(40)], lock="kin"),
        "junk-1000.pdf": bytes(1000) + good,
        "junk-1500.pdf": b"x" * 1500 + good,
        "junk-head2k.pdf": (FOUND / "junk-head2k.pdf").read_bytes(),
        "junk-behind.pdf": good + b"\n" + b"x" * 3000,
        "cut-off.pdf": good[: len(good) // 2],
        "only-a-header.pdf": b"%PDF-1.7\n",
        "many-pages-of-one.pdf": same_page(300, prose(100)),
    }
