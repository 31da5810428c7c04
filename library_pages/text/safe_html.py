"""The one way to parse HTML from uploads: what is no XML is read as browsers read it."""

import contextlib
from html import escape
from typing import Final, NamedTuple

from lxml import etree, html

from library_pages.catalogue.refusals import RefusedError

_MOST_ATTRIBUTES: Final = 200
_ONCE: Final = frozenset({"html", "body"})
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_STEP: Final = 16 << 10
_TREE_DEPTH: Final = 240  # libxml2 builds no tree below 256
_DEEPEST: Final = 2_000  # each end tag is looked for among the open ones: beyond this a hostile file costs minutes


class Html(NamedTuple):
    """A document that was parsed; `is_whole` unless its tags stand so deep in each other that its end was left out."""

    root: etree._Element
    is_whole: bool = True


def parse_text(text: str) -> Html:
    """A document, however badly it is written; an empty paragraph when there is nothing in it.

    What stands deeper than a tree may be becomes a sibling of what is around it, as in browsers.

    Raises:
        RefusedError: `xml-malformed` for a tag with more than 200 attributes.
    """
    data = text.encode("utf-8", "replace")
    tags = _Tags()
    is_whole = _read(data, tags)
    if tags.deepest > _TREE_DEPTH:
        data = tags.flattened().encode("utf-8", "replace")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        return Html(html.document_fromstring(data, parser=parser), is_whole)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it at all
        return Html(html.document_fromstring("<p></p>"))


class _TooDeepError(Exception):
    """Nothing is read from here on."""


class _Tags:
    """Sees all tags of a document, and writes it anew so that its tree is nowhere too deep."""

    def __init__(self) -> None:
        self.deepest = 0
        self._depth = 0
        self._seen: set[str] = set()
        self._open: list[str] = []
        self._written: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        # libxml2 appends each attribute of HTML by walking to the end of the list: 40,000 of them take half a minute.
        if len(attributes) > _MOST_ATTRIBUTES:
            raise RefusedError("xml-malformed", f"{len(attributes)} attributes: {tag[:100]}")
        if tag in _ONCE and tag in self._seen:
            return  # what follows the end of a document belongs to it
        self._seen |= _ONCE & {tag}
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        if self._depth > _DEEPEST:
            raise _TooDeepError
        if self._depth > _TREE_DEPTH:
            self._close()
        said = [f' {name}="{escape(value)}"' for name, value in attributes.items()]
        self._written.append(f"<{tag}{''.join(said)}>")
        self._open.append(tag)

    def end(self, tag: str) -> None:
        if tag in _ONCE:
            return
        if self._depth <= _TREE_DEPTH:
            self._close()
        self._depth -= 1

    def data(self, text: str) -> None:
        self._written.append(escape(text))

    def close(self) -> None:
        """Asked for by lxml."""

    def flattened(self) -> str:
        """The document as far as it was read."""
        return "".join(self._written)

    def _close(self) -> None:
        tag = self._open.pop()
        if tag not in _VOID:
            self._written.append(f"</{tag}>")


def _read(data: bytes, tags: _Tags) -> bool:
    """Whether it was read to its end."""
    parser = etree.HTMLParser(target=tags, no_network=True, encoding="utf-8")  # type: ignore[call-overload]
    with contextlib.suppress(etree.ParserError, etree.XMLSyntaxError):
        try:
            for at in range(0, len(data), _STEP):  # what it raises stops the parser only between two of them
                parser.feed(data[at : at + _STEP])
            parser.close()
        except _TooDeepError:
            return False
    return True
