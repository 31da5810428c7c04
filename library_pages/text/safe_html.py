"""The one way to parse HTML from uploads: what is no XML is read as browsers read it."""

import contextlib
from typing import Final

from lxml import etree, html

from library_pages.catalogue.refusals import RefusedError

_MOST_ATTRIBUTES: Final = 200
_STEP: Final = 16 << 10
_DEEPEST: Final = 300  # libxml2 builds no tree below 256


def parse_text(text: str) -> etree._Element:
    """Root element of a document, however badly it is written; an empty paragraph when there is nothing in it.

    Raises:
        RefusedError: `xml-malformed` for a tag with more than 200 attributes.
    """
    data = text.encode("utf-8", "replace")
    _check_tags(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it at all
        return html.document_fromstring("<p></p>")


class _TooDeepError(Exception):
    """No tree is built from here on."""


class _Tags:
    """Sees all tags of a document without keeping any."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        # libxml2 appends each attribute of HTML by walking to the end of the list: 40,000 of them take half a minute.
        if len(attributes) > _MOST_ATTRIBUTES:
            raise RefusedError("xml-malformed", f"{len(attributes)} attributes: {tag[:100]}")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        """Asked for by lxml."""


def _check_tags(data: bytes) -> None:
    parser = etree.HTMLParser(target=_Tags(), no_network=True, encoding="utf-8")  # type: ignore[call-overload]
    with contextlib.suppress(_TooDeepError, etree.ParserError, etree.XMLSyntaxError):
        for at in range(0, len(data), _STEP):  # what it raises stops the parser only between two of them
            parser.feed(data[at : at + _STEP])
        parser.close()
