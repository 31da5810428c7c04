"""META-INF/encryption.xml: fonts that are only obfuscated, against books that are locked (EPUB 3.3 OCF 4.4)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import safe_xml
from library_pages.text.epub.opf import Package
from library_pages.text.epub.paths import locate
from library_pages.text.epub.xml import DC, DSIG, ENC, text_of
from library_pages.text.safe_zip import SafeZip

PATH = "META-INF/encryption.xml"
_LOCKS = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
_MAX_BYTES = 2 << 20
_HEX32 = re.compile(r"[0-9A-Fa-f]{32}")


class Obfuscation(StrEnum):
    """The two ways to make a font unusable outside its book."""

    IDPF = "http://www.idpf.org/2008/embedding"
    ADOBE = "http://ns.adobe.com/pdf/enc#RC"


_LENGTH = {Obfuscation.IDPF: 1040, Obfuscation.ADOBE: 1024}


@dataclass(frozen=True, slots=True)
class FontKey:
    """How to read one font: its first bytes are exclusive-ored with the key."""

    key: bytes
    length: int


def read_encryption(archive: SafeZip, package: Package) -> dict[str, FontKey]:
    """Keys of the obfuscated fonts by archive name.

    Raises:
        RefusedError: `drm` when anything else is encrypted or a licence of a protection scheme lies in the archive.
    """
    path = archive.find(PATH)
    if path is None:
        return {}
    root = safe_xml.parse(archive.read(path, _MAX_BYTES))
    made = {obfuscation: FontKey(_key(package, obfuscation), _LENGTH[obfuscation]) for obfuscation in Obfuscation}
    keys: dict[str, FontKey] = {}
    for data in root.iter(f"{{{ENC}}}EncryptedData"):
        method = data.find(f"{{{ENC}}}EncryptionMethod")
        reference = data.find(f"{{{ENC}}}CipherData/{{{ENC}}}CipherReference")
        algorithm = method.get("Algorithm", "") if method is not None else ""
        if algorithm not in set(Obfuscation) or data.find(f"{{{DSIG}}}KeyInfo") is not None:
            raise RefusedError("drm", algorithm)
        found = locate(archive, "", reference.get("URI", "")) if reference is not None else None
        if found:
            keys[found[0]] = made[Obfuscation(algorithm)]
    if any(archive.find(name) for name in _LOCKS) and not keys:
        raise RefusedError("drm", "licence")
    return keys


def decoded(chunks: Iterator[bytes], font: FontKey) -> Iterator[bytes]:
    """The font's real bytes."""
    done = 0
    for chunk in chunks:
        if done < font.length and font.key:
            stop = min(len(chunk), font.length - done)
            head = bytes(byte ^ font.key[(done + at) % len(font.key)] for at, byte in enumerate(chunk[:stop]))
            yield head + chunk[stop:]
        else:
            yield chunk
        done += len(chunk)


def _key(package: Package, obfuscation: Obfuscation) -> bytes:
    identifiers = list(package.root.iter(f"{{{DC}}}identifier"))
    if obfuscation is Obfuscation.IDPF:
        unique = package.root.get("unique-identifier")
        value = next((text_of(element) for element in identifiers if element.get("id") == unique), "")
        value = value or (text_of(identifiers[0]) if identifiers else "")
        return hashlib.sha1(re.sub(r"[ \t\r\n]", "", value).encode(), usedforsecurity=False).digest()
    for element in identifiers:
        number = text_of(element).strip().lower().removeprefix("urn:uuid:").replace("-", "")
        if _HEX32.fullmatch(number):
            return bytes.fromhex(number)
    return b""
