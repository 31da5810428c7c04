"""Namespaces and small steps that all EPUB readers share."""

from collections.abc import Iterator

from lxml import etree

CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"
ENC = "http://www.w3.org/2001/04/xmlenc#"
DSIG = "http://www.w3.org/2000/09/xmldsig#"


def local(element: etree._Element) -> str:
    """Name without namespace, in lower case; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Child elements of these local names: books in the wild forget namespaces."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def first(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this local name."""
    return next(children(element, name), None)


def text_of(element: etree._Element | None) -> str:
    """All text inside, untouched."""
    return "" if element is None else "".join(str(part) for part in element.itertext())
