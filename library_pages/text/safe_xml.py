"""The one way to parse XML from uploads (api-and-security.md 8, threats 41 and 42).

The document type is read by our own scanner and cut out before the parser sees anything: a bare `<!DOCTYPE html>` or a
public identifier is harmless then, an internal subset is refused. No entity is ever declared, nothing is fetched.
"""

import codecs
import re
from html.entities import html5

from lxml import etree

from library_pages.catalogue.refusals import RefusedError

MAX_BYTES = 16 << 20
_MAX_PROLOG = 64 << 10
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "cp1252", "cp1258"}
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]{0,400}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BETWEEN = re.compile(r"(?:\s+|<!--(?:(?!-->).)*-->|<\?(?:(?!\?>).)*\?>)", re.DOTALL)
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[\]<>"']|"[^"]*"|'[^']*')*""")
_NAMED_OR_LITERAL = re.compile(r"<!\[CDATA\[|<!--|&([A-Za-z][A-Za-z0-9]{1,31});")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_OWN = {"amp", "lt", "gt", "quot", "apos"}


def decode(data: bytes) -> tuple[str, bool]:
    """Text of an XML file without its declaration, and whether it was UTF-8.

    Raises:
        RefusedError: `xml-encoding` for an encoding that we don't take or bytes that don't fit it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), encoding == "utf-8"
    if data.startswith((b"<\x00", b"\x00<")):
        return _decoded(data, "utf-16-le" if data[0:1] == b"<" else "utf-16-be"), False
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = ""
    if encoding not in _ENCODINGS:
        raise RefusedError("xml-encoding", name)
    # A file that says UTF-16 in readable ASCII is not UTF-16.
    return _decoded(data, "utf-8" if encoding == "utf-16" else encoding), encoding in {"utf-8", "ascii", "utf-16"}


def without_doctype(text: str) -> str:
    """The text without its document type declaration.

    Raises:
        RefusedError: `xml-doctype` when the declaration has an internal subset or is no declaration at all.
    """
    at = 0
    while (found := _BETWEEN.match(text, at)) and at < _MAX_PROLOG:
        at = found.end()
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return text
    declaration = _DOCTYPE.match(text, at)
    if declaration is None or text[declaration.end() : declaration.end() + 1] != ">":
        raise RefusedError("xml-doctype")
    return text[:at] + text[declaration.end() + 1 :]


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
        RefusedError: `part-too-big`, `xml-encoding`, `xml-doctype` or `xml-malformed`.
    """
    if len(data) > max_bytes:
        raise RefusedError("part-too-big", f"{len(data)} bytes of XML")
    text, _ = decode(data)
    return parse_text(named_entities_resolved(without_doctype(text)))


def _character(name: str) -> str:
    value = html5.get(f"{name};")
    if name in _OWN or value is None:
        return f"&{name};"
    # What means something in XML must not become markup: &LT; stays an escaped sign.
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError("xml-encoding", str(error)) from error
    text = text.removeprefix("\ufeff")
    found = _DECLARATION.match(text)
    return text[found.end() :] if found else text
