"""EPUB files, well made unless a test takes a part away or puts another one in its place."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from tests.factories.texts import prose

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/>{inside}<enc:CipherData>'
    '<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


@dataclass
class Epub:
    """An EPUB by its parts: archive name to content, `mimetype` first."""

    parts: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, content: str | bytes) -> Epub:
        """Add a part or replace one."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        return self

    def edit(self, name: str, old: str, new: str) -> Epub:
        """Change a part; what is to be replaced must be there."""
        text = self.parts[name].decode()
        assert old in text
        return self.put(name, text.replace(old, new))

    def pack(self) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                method = zipfile.ZIP_STORED if name == "mimetype" else None
                archive.writestr(zipfile.ZipInfo(name), content, method or zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def page(body: str, title: str = "", head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="vi"><head><title>{escape(title)}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def chapters(count: int = 2, syllables: int = 150) -> list[str]:
    """Bodies with a heading and one paragraph."""
    return [f"<h1>Chương {n}</h1><p>{prose(syllables, n * 7)}</p>" for n in range(1, count + 1)]


def epub(  # noqa: PLR0913  (each part of a book can be asked for by itself)
    bodies: Sequence[str] | None = None,
    *,
    title: str = "Nghé và vầng trăng",
    metadata: str = "<dc:creator>Hà Lam Khê</dc:creator>",
    version: str = "3.0",
    nav: str | None = "",
    ncx: str | None = None,
    manifest: str = "",
    spine: str = "",
    spine_attributes: str = "",
) -> Epub:
    """A book of these chapters (`OEBPS/c1.xhtml` …).

    `nav` and `ncx` are what stands inside the contents, "" for one entry a chapter, None for no such document.
    `manifest` and `spine` are added to what is there.
    """
    bodies = chapters() if bodies is None else bodies
    names = [f"c{number}.xhtml" for number in range(1, len(bodies) + 1)]
    items = [f'<item id="{n[:-6]}" href="{n}" media-type="application/xhtml+xml"/>' for n in names]
    made = Epub().put("mimetype", "application/epub+zip").put("META-INF/container.xml", CONTAINER)
    if nav is not None:
        items.append('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>')
        entries = nav or "".join(f'<li><a href="{n}">Chương {i}</a></li>' for i, n in enumerate(names, 1))
        made.put("OEBPS/nav.xhtml", page(f'<nav epub:type="toc"><ol>{entries}</ol></nav>'))
    if ncx is not None:
        items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        points = ncx or "".join(
            f'<navPoint><navLabel><text>Chương {i}</text></navLabel><content src="{n}"/></navPoint>'
            for i, n in enumerate(names, 1)
        )
        made.put("OEBPS/toc.ncx", f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>')
    toc = ' toc="ncx"' if ncx is not None else ""
    references = "".join(f'<itemref idref="{name[:-6]}"/>' for name in names)
    made.put(
        "OEBPS/package.opf",
        f'<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="{version}" '
        'unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<dc:identifier id="id">urn:uuid:0d5c2d1e-5a1b-4c0e-9b1d-000000000001</dc:identifier>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>vi</dc:language>{metadata}</metadata>"
        f"<manifest>{''.join(items)}{manifest}</manifest>"
        f"<spine{toc}{spine_attributes}>{references}{spine}</spine></package>",
    )
    for name, body in zip(names, bodies, strict=True):
        made.put(f"OEBPS/{name}", page(body, title=f"Tệp {name}"))
    return made


def old_epub(bodies: Sequence[str] | None = None, **options: str) -> Epub:
    """An EPUB 2: contents in an NCX, no navigation document."""
    return epub(bodies, version="2.0", nav=None, ncx=options.pop("ncx", ""), **options)
