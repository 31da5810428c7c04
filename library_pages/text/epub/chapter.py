"""Documents of the reading order: parsed as browsers would, and cut into blocks of text."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import safe_xml
from library_pages.text.epub.xml import local
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.cleaning import folded_spaces
from library_pages.text.words.splitting import Block

MAX_CHAPTER = 16 << 20
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "annotation",
        "annotation-xml",
        "audio",
        "video",
        "object",
        "iframe",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LINE_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document.

    Attributes:
        rewritten: UTF-8 bytes that must be served instead of the archive's own; None when those are fine as they are.
        is_xml: whether a browser can read it as XML; otherwise it has to be served as text/html.
    """

    root: etree._Element
    is_xml: bool
    rewritten: bytes | None = None


def read_document(archive: SafeZip, path: str) -> Document:
    """A content document, however badly it is written.

    Raises:
        RefusedError: too big, in an encoding that we don't take, or with a document type of its own.
    """
    data = archive.read(path, MAX_CHAPTER)
    decoded, is_utf8 = safe_xml.decode(data)
    bare = safe_xml.without_doctype(decoded)
    changed = None if is_utf8 else decoded.encode()
    try:
        return Document(safe_xml.parse_text(bare), is_xml=True, rewritten=changed)
    except RefusedError:
        pass
    resolved = safe_xml.named_entities_resolved(bare)
    try:
        root = safe_xml.parse_text(resolved)
    except RefusedError:
        return Document(_parse_html(bare), is_xml=False, rewritten=changed)
    # A browser knows no &nbsp; in XML, so it would show an error instead of the chapter.
    return Document(root, is_xml=True, rewritten=f"<!DOCTYPE html>\n{resolved.lstrip()}".encode())


def blocks_of(root: etree._Element) -> list[Block]:
    """Text of a document in reading order, a block a paragraph; what is never shown is left out."""
    return _Walk().through(root)


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    heading: int = 0
    ident: str = ""

    def through(self, root: etree._Element) -> list[Block]:
        # By events and not by recursion: a document may be nested deeper than Python's stack.
        silent = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = local(element)
            hides = name in _SILENT or not name or element.get("hidden") is not None
            if event == "start":
                silent += hides
                if not silent:
                    self._open(name, element)
            else:
                silent -= hides
                if not silent:
                    self._close(name, hidden=hides)
                    self.parts.append((element.tail or "").replace("\n", " "))
        self._flush()
        return self.blocks

    def _open(self, name: str, element: etree._Element) -> None:
        if name in _BLOCKS:
            self._flush()
            self.heading = _HEADINGS.get(name, self.heading)
        if not self.ident and not "".join(self.parts).strip():
            self.ident = element.get("id") or ""
        elif name in _BLOCKS:
            self.ident = element.get("id") or self.ident
        if name == "br":
            self.parts.append("\n")
        # Only our own line breaks count as such: those of the source text are white space.
        self.parts.append((element.text or "").replace("\n", " "))

    def _close(self, name: str, *, hidden: bool) -> None:
        if name in _BLOCKS and not hidden:
            self._flush()
            if name in _HEADINGS:
                self.heading = 0

    def _flush(self) -> None:
        lines = _LINE_SPACES.sub(" ", "".join(self.parts)).split("\n")
        text = "\n".join(line for line in map(folded_spaces, lines) if line)
        self.parts.clear()
        if text:
            self.blocks.append(Block(text, self.heading, self.ident))
            self.ident = ""


def _parse_html(text: str) -> etree._Element:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it at all
        return html.document_fromstring("<p></p>")
