"""One hardened way into XML from strangers (api-and-security 8, 41 and 42)."""

import html
import re

from lxml import etree

from library_pages.text.refusals import refusal

MAX_BYTES = 32 * 1024 * 1024
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")


def parse(data: bytes) -> etree._Element:
    """The root of a well-formed document.

    A bare doctype is dropped, as EPUB 2 and XHTML carry one; HTML's named characters are resolved from our own table.

    Raises:
        Problem: `xml-broken`, also for a document that defines entities, or is too large or too deep.
    """
    if len(data) > MAX_BYTES:
        raise refusal("xml-broken")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        return etree.fromstring(_without_doctype(_as_utf8(data)), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, UnicodeError) as error:
        raise refusal("xml-broken") from error


def is_well_formed(data: bytes) -> bool:
    """Whether a browser would show the document as XHTML."""
    try:
        etree.fromstring(_DOCTYPE.sub(b"", data, count=1), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def _as_utf8(data: bytes) -> bytes:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return re.sub(r"^<\?xml[^>]*\?>", "", data.decode("utf-16")).encode()
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared.group(1).decode() if declared else "utf-8"
    text = data.decode(encoding if encoding.lower() != "utf-8" else "utf-8-sig")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()


def _without_doctype(data: bytes) -> bytes:
    found = _DOCTYPE.search(data)
    if found:
        if found.group(1) or b"<!ENTITY" in data:
            raise ValueError("internal subset")
        data = data[: found.start()] + data[found.end() :]
    return _ENTITY.sub(_character, data.decode()).encode()


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    return match.group(0) if name in _XML_ENTITIES else html.escape(html.unescape(f"&{name};"))
