"""The one way to parse XML from uploads.

The document type is read by our own scanner and cut out before the parser sees anything (`doctype.py`). No entity is
ever declared to it, nothing is fetched.
"""

import re
from html.entities import html5

from lxml import etree

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import doctype, encodings

MAX_BYTES = 16 << 20
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_NAMED_OR_LITERAL = re.compile(r"<!\[CDATA\[|<!--|&([A-Za-z][A-Za-z0-9]{1,31});")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_OWN = {"amp", "lt", "gt", "quot", "apos"}


def without_prolog(text: str) -> tuple[str, bool]:
    """A decoded document without its XML declaration and document type; the entities declared there are written out.

    Second, whether there were such entities.

    Raises:
        RefusedError: `xml-doctype` when the document type could fetch something or grow (`doctype.py`).
    """
    declaration = _DECLARATION.match(text)
    text, entities = doctype.taken_apart(text[declaration.end() :] if declaration else text)
    return doctype.with_entities(text, entities), bool(entities)


def named_entities_resolved(text: str) -> str:
    """The text with HTML's named entities (`&nbsp;`) written as characters; XML's own five and unknown ones stay."""
    # By hand and not by one expression: an unclosed comment would make that one scan to the end again and again.
    done: list[str] = []
    at = 0
    while found := _NAMED_OR_LITERAL.search(text, at):
        done.append(text[at : found.start()])
        if found[1] is None:
            end = text.find(_ENDS[found[0]], found.end())
            at = len(text) if end < 0 else end
            done.append(text[found.start() : at])
        else:
            done.append(_character(found[1]))
            at = found.end()
    return "".join((*done, text[at:]))


def parse_text(text: str) -> etree._Element:
    """Root element of a decoded document without doctype.

    Raises:
        RefusedError: `xml-malformed`.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError, ValueError) as error:
        raise RefusedError("xml-malformed", str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError("xml-doctype")
    return root


def parse(data: bytes, *, max_bytes: int = MAX_BYTES) -> etree._Element:
    """Root element of an XML file: OPF, NCX, container, SMIL.

    Raises:
        RefusedError: `part-too-big`, `xml-doctype` or `xml-malformed`.
    """
    if len(data) > max_bytes:
        raise RefusedError("part-too-big", f"{len(data)} bytes of XML")
    return parse_text(named_entities_resolved(without_prolog(encodings.decode(data).text)[0]))


def _character(name: str) -> str:
    value = html5.get(f"{name};")
    if name in _OWN or value is None:
        return f"&{name};"
    # What means something in XML must not become markup: &LT; stays an escaped sign.
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
