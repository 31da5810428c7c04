"""Documents of the reading order: parsed as browsers would, and cut into blocks of text."""

import contextlib
import re
from dataclasses import dataclass, field

from lxml import etree

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import encodings, safe_html, safe_xml
from library_pages.text.epub import links
from library_pages.text.epub.xml import local
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.cleaning import folded_spaces
from library_pages.text.words.splitting import Block

MAX_DOCUMENT = 16 << 20
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
_DOCTYPE = b"<!DOCTYPE html>\n"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_ID = 200  # it goes with every passage of its block
_LINE_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document.

    Attributes:
        is_xml: whether a browser can read it as XML; otherwise it has to be served as text/html.
        rewritten: UTF-8 bytes that must be served instead of the archive's own; None when those are fine as they are.
        damaged: whether bytes were in it that are no letters.
        misspelled: whether it named files in other letters than the archive does; the tree has been corrected.
        too_deep: whether its end is not in the tree, since its tags stand too deep in each other.
    """

    root: etree._Element
    is_xml: bool
    rewritten: bytes | None = None
    damaged: bool = False
    misspelled: bool = False
    too_deep: bool = False


def read_document(archive: SafeZip, path: str) -> Document:
    """A content document, however badly it is written.

    Raises:
        RefusedError: too big, or with a document type that could do harm.
    """
    decoded = encodings.decode(archive.read(path, MAX_DOCUMENT))
    bare, had_entities = safe_xml.without_prolog(decoded.text)
    root, is_xml, text, is_whole = _parsed(bare)
    if is_whole and links.correct(archive, path, root):
        served = etree.tostring(root, encoding="utf-8", method="xml" if is_xml else "html", xml_declaration=False)
        return Document(root, is_xml, _DOCTYPE + served, decoded.damaged, misspelled=True)
    fine = decoded.is_utf8 and not had_entities and text is bare
    rewritten = None if fine else _DOCTYPE + text.lstrip().encode("utf-8", "replace")
    return Document(root, is_xml, rewritten, decoded.damaged, too_deep=not is_whole)


def _parsed(bare: str) -> tuple[etree._Element, bool, str, bool]:
    """Root, whether it is XML, the text that a browser can read so, and whether all of it is in the tree."""
    with contextlib.suppress(RefusedError):
        return safe_xml.parse_text(bare), True, bare, True
    # A browser knows no &nbsp; in XML, so it would show an error instead of the chapter.
    resolved = safe_xml.named_entities_resolved(bare)
    with contextlib.suppress(RefusedError):
        return safe_xml.parse_text(resolved), True, resolved, True
    found = safe_html.parse_text(bare)
    return found.root, False, bare, found.is_whole


def blocks_of(root: etree._Element) -> list[Block]:
    """Text of a document in reading order, a block a paragraph; what is never shown is left out."""
    return _Walk().through(root)


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    blank: bool = True  # whether `parts` hold nothing but white space
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
                    self._add(element.tail)
        self._flush()
        return self.blocks

    def _open(self, name: str, element: etree._Element) -> None:
        if name in _BLOCKS:
            self._flush()
            self.heading = _HEADINGS.get(name, self.heading)
        if name in _BLOCKS or (self.blank and not self.ident):
            ident = element.get("id") or ""
            self.ident = ident if 0 < len(ident) <= _LONGEST_ID else self.ident
        if name == "br":
            self.parts.append("\n")
        self._add(element.text)

    def _add(self, text: str | None) -> None:
        if text:
            # Only our own line breaks count as such: those of the source text are white space.
            self.parts.append(text.replace("\n", " "))
            # Noted here and not asked of all parts: a paragraph may hold 100,000 of them.
            self.blank = self.blank and text.isspace()

    def _close(self, name: str, *, hidden: bool) -> None:
        if name in _BLOCKS and not hidden:
            self._flush()
            if name in _HEADINGS:
                self.heading = 0

    def _flush(self) -> None:
        lines = _LINE_SPACES.sub(" ", "".join(self.parts)).split("\n")
        text = "\n".join(line for line in map(folded_spaces, lines) if line)
        self.parts.clear()
        self.blank = True
        if text:
            self.blocks.append(Block(text, self.heading, self.ident))
            self.ident = ""
