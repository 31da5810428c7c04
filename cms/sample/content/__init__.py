"""The sample library's texts, pictures and recordings, all made for this project, and where they lie."""

from pathlib import Path

FOLDER = Path(__file__).parent
BOOKS = FOLDER / "books"
PICTURES = FOLDER / "pictures"
RECORDINGS = FOLDER / "recordings"
HANDBOOK_TEXT = FOLDER / "pdf" / "so-tay-ban-doc.md"
HANDBOOK_PDF = FOLDER / "pdf" / "so-tay-ban-doc.pdf"
