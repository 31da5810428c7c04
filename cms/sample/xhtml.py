"""The documents inside a sample EPUB, as XHTML (EPUB 3.3, section 6; nav document: section 7)."""

from collections.abc import Sequence
from html import escape

from cms.sample.books import Book
from cms.sample.source_text import Block, Chapter, Picture

STYLE = """\
body { line-height: 1.6; margin: 0 5%; }
h1 { font-size: 1.6em; line-height: 1.3; margin: 2em 0 1em; page-break-before: always; break-before: page; }
.chapter { display: block; font-size: .6em; font-weight: normal; margin-bottom: .3em; }
p { margin: 0 0 .8em; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%; height: auto; }
.cover { margin: 0; text-align: center; }
.cover img { max-height: 95vh; }
.title { text-align: center; margin-top: 20%; }
"""

_ROLES = {"aut": "Tác giả", "ill": "Minh họa", "edt": "Biên tập", "trl": "Người dịch", "com": "Biên soạn"}


def chapter_file(number: int) -> str:
    """Name of the document of a chapter, counted from 1."""
    return f"chuong-{number:02}.xhtml"


def cover_document(book: Book) -> str:
    """The cover picture on a page of its own."""
    body = f'<p class="cover"><img src="images/{escape(book.cover)}" alt="Bìa sách {escape(book.entry.title)}"/></p>'
    return _document("Bìa", body, kind="cover")


def title_document(book: Book) -> str:
    """The title page with everybody who had a part."""
    people = "".join(f"<p>{_ROLES[role]}: {escape(name)}</p>" for name, role in book.entry.people)
    body = (
        f'<div class="title"><h1>{escape(book.entry.title)}</h1><p>{escape(book.entry.subtitle)}</p>{people}'
        f"<p>{escape(book.entry.publisher)}, {book.entry.year}</p></div>"
    )
    return _document(book.entry.title, body, kind="titlepage")


def chapter_document(number: int, chapter: Chapter) -> str:
    """A chapter with its number above the heading."""
    blocks = "\n".join(_block(block) for block in chapter.blocks)
    heading = f'<h1><span class="chapter">Chương {number}</span> {escape(chapter.title)}</h1>'
    return _document(chapter.title, f"{heading}\n{blocks}", kind="chapter")


def nav_document(chapters: Sequence[Chapter]) -> str:
    """The table of contents and the landmarks."""
    entries = "\n".join(
        f'<li><a href="{chapter_file(number)}">{escape(chapter.title)}</a></li>'
        for number, chapter in enumerate(chapters, start=1)
    )
    body = (
        f'<nav epub:type="toc" id="toc"><h1>Mục lục</h1>\n<ol>\n{entries}\n</ol></nav>\n'
        '<nav epub:type="landmarks" hidden="hidden"><h2>Các phần</h2><ol>'
        '<li><a epub:type="cover" href="bia.xhtml">Bìa</a></li>'
        f'<li><a epub:type="bodymatter" href="{chapter_file(1)}">Bắt đầu đọc</a></li></ol></nav>'
    )
    return _document("Mục lục", body)


def _block(block: Block) -> str:
    if isinstance(block, Picture):
        return f'<figure><img src="images/{escape(block.file)}" alt="{escape(block.alt)}"/></figure>'
    runs = "".join(f"<strong>{escape(text)}</strong>" if bold else escape(text) for text, bold in block.runs)
    return f"<p>{runs}</p>"


def _document(title: str, body: str, *, kind: str = "") -> str:
    epub_type = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        'xml:lang="vi" lang="vi">\n'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body{epub_type}>\n{body}\n</body>\n</html>\n"
    )
