"""EPUB 3 files of the sample books: the same bytes from the same texts, so that a second load changes nothing."""

import zipfile
from html import escape
from io import BytesIO

from cms.sample import content, xhtml
from cms.sample.books import Book
from cms.sample.source_text import Picture

_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP file can name


def build(book: Book) -> bytes:
    """The EPUB file of a book (EPUB 3.3; the OCF wants `mimetype` first and not compressed)."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", stored=True)
        _add(archive, "META-INF/container.xml", _CONTAINER.encode())
        _add(archive, "EPUB/package.opf", package_document(book).encode())
        for name, text in _documents(book).items():
            _add(archive, f"EPUB/{name}", text.encode())
        _add(archive, "EPUB/style.css", xhtml.STYLE.encode())
        for name in _pictures(book):
            _add(archive, f"EPUB/images/{name}", (content.PICTURES / name).read_bytes(), stored=True)
    return buffer.getvalue()


def package_document(book: Book) -> str:
    """The OPF document: description, manifest and reading order."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="vi">\n'
        f"<metadata {_NAMESPACES}>\n{_metadata(book)}\n</metadata>\n"
        f"<manifest>\n{_manifest(book)}\n</manifest>\n"
        f"<spine>\n{_spine(book)}\n</spine>\n</package>\n"
    )


_NAMESPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _metadata(book: Book) -> str:
    entry = book.entry
    lines = [
        f'<dc:identifier id="uid">{escape(entry.identifier)}</dc:identifier>',
        f'<dc:title id="title">{escape(entry.title)}</dc:title>',
        '<meta refines="#title" property="title-type">main</meta>',
        f'<dc:title id="subtitle">{escape(entry.subtitle)}</dc:title>',
        '<meta refines="#subtitle" property="title-type">subtitle</meta>',
        "<dc:language>vi</dc:language>",
    ]
    for number, (name, role) in enumerate(entry.people, start=1):
        tag = "creator" if role == "aut" else "contributor"
        lines += [
            f'<dc:{tag} id="person-{number}">{escape(name)}</dc:{tag}>',
            f'<meta refines="#person-{number}" property="role" scheme="marc:relators">{role}</meta>',
        ]
    lines += [f"<dc:subject>{escape(subject)}</dc:subject>" for subject in entry.subjects]
    lines += [
        f"<dc:publisher>{escape(entry.publisher)}</dc:publisher>",
        f"<dc:date>{entry.date}</dc:date>",
        f"<dc:description>{escape(entry.summary)}</dc:description>",
        f'<meta property="dcterms:modified">{entry.date}T00:00:00Z</meta>',
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessMode">visual</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>',
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
    ]
    return "\n".join(lines)


def _manifest(book: Book) -> str:
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    items += [
        f'<item id="{name.removesuffix(".xhtml")}" href="{name}" media-type="application/xhtml+xml"/>'
        for name in _documents(book)
        if name != "nav.xhtml"
    ]
    for number, name in enumerate(_pictures(book)):
        mark = ' properties="cover-image"' if name == book.cover else ""
        items.append(f'<item id="picture-{number}" href="images/{name}" media-type="image/png"{mark}/>')
    return "\n".join(items)


def _spine(book: Book) -> str:
    names = [name.removesuffix(".xhtml") for name in _documents(book) if name != "nav.xhtml"]
    return "\n".join(f'<itemref idref="{name}"/>' for name in names)


def _documents(book: Book) -> dict[str, str]:
    chapters = {
        xhtml.chapter_file(number): xhtml.chapter_document(number, chapter)
        for number, chapter in enumerate(book.chapters, start=1)
    }
    return {
        "bia.xhtml": xhtml.cover_document(book),
        "trang-ten.xhtml": xhtml.title_document(book),
        **chapters,
        "nav.xhtml": xhtml.nav_document(book.chapters),
    }


def _pictures(book: Book) -> list[str]:
    inside = [block.file for chapter in book.chapters for block in chapter.blocks if isinstance(block, Picture)]
    return list(dict.fromkeys([book.cover, *inside]))


def _add(archive: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    info = zipfile.ZipInfo(name, date_time=_EPOCH)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16  # else the bytes would tell on which system it was made
    archive.writestr(info, data)
