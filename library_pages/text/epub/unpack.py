"""The unpacked package that the content origin serves (reader-spike 5.1)."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from library_pages.text import safe_xml
from library_pages.text.epub.package import Item, Package
from library_pages.text.refusals import refusal
from library_pages.text.safe_zip import SafeZip

_ENC = "{http://www.w3.org/2001/04/xmlenc#}"
_IDPF = "http://www.idpf.org/2008/embedding"
_ADOBE = "http://ns.adobe.com/pdf/enc#RC"
_ENCRYPTION = "META-INF/encryption.xml"
_SVG = "image/svg+xml"


def obfuscated_fonts(archive: SafeZip) -> dict[str, str]:
    """Algorithm by font file.

    Raises:
        Problem: `epub-encrypted` when anything is encrypted in another way: that is copy protection.
    """
    if _ENCRYPTION not in archive:
        return {}
    fonts: dict[str, str] = {}
    for data in safe_xml.parse(archive.read(_ENCRYPTION)).iter(f"{_ENC}EncryptedData"):
        method = next((str(node.get("Algorithm")) for node in data.iter(f"{_ENC}EncryptionMethod")), "")
        path = next((str(node.get("URI")) for node in data.iter(f"{_ENC}CipherReference")), "")
        if method not in {_IDPF, _ADOBE}:
            raise refusal("epub-encrypted")
        fonts[path] = method
    return fonts


def files_of(archive: SafeZip, package: Package) -> Iterator[tuple[str, bytes]]:
    """Every file of the package as it is served: fonts decoded, SVG pages wrapped; the list of files comes last.

    `files.json` is `{path: {"bytes": size, "type": media type}}`; the reader needs the sizes for its total progress.
    """
    fonts = obfuscated_fonts(archive)
    identifier = unique_identifier(package)
    types = {item.path: _served_type(item, archive) for item in package.items.values() if item.path in archive}
    pages = {item.path for item in package.spine if item.media_type == _SVG}
    listing: dict[str, Any] = {}
    for name in archive.names:
        if name in {"mimetype", _ENCRYPTION}:
            continue
        data = archive.read(name)
        if name in fonts:
            data = _decoders[fonts[name]](data, identifier)
        elif name in pages:
            data = wrapped(data)
            types[name] = "application/xhtml+xml"
        listing[name] = {"bytes": len(data), "type": types.get(name, "application/octet-stream")}
        yield name, data
    yield "files.json", json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode()


def wrapped(svg: bytes) -> bytes:
    """An XHTML page around an SVG page: unwrapped, a reflowable SVG page hangs the reader for ever."""
    drawing = etree.tostring(safe_xml.parse(svg), encoding="unicode")
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>–</title></head>'
        f'<body style="margin:0">{drawing}</body></html>'
    ).encode()


def unique_identifier(package: Package) -> str:
    """The book's unique identifier, key of the font algorithms (EPUB 3.3, section 4.3.3)."""
    name = package.root.get("unique-identifier")
    return next(
        ("".join(map(str, node.itertext())) for node in package.root.iter("{*}identifier") if node.get("id") == name),
        "",
    )


def _served_type(item: Item, archive: SafeZip) -> str:
    if item.media_type == "application/xhtml+xml" and not safe_xml.is_well_formed(archive.read(item.path)):
        return "text/html"  # as XHTML the browser would show a parser's error instead of the chapter
    return item.media_type


def _idpf(data: bytes, identifier: str) -> bytes:
    key = hashlib.sha1("".join(identifier.split()).encode(), usedforsecurity=False).digest()
    return _mask(data, key, 1040)


def _adobe(data: bytes, identifier: str) -> bytes:
    try:
        key = bytes.fromhex(identifier.strip().removeprefix("urn:uuid:").replace("-", ""))
    except ValueError:
        return data
    return _mask(data, key, 1024)


def _mask(data: bytes, key: bytes, length: int) -> bytes:
    if not key:
        return data
    head = bytes(byte ^ key[index % len(key)] for index, byte in enumerate(data[:length]))
    return head + data[length:]


_decoders: dict[str, Callable[[bytes, str], bytes]] = {_IDPF: _idpf, _ADOBE: _adobe}
