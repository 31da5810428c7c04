import zipfile
from io import BytesIO
from posixpath import dirname, join

import pytest
from lxml import etree

from cms.sample import epub
from cms.sample.books import all_books, book

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
SLUGS = [found.entry.slug for found in all_books()]


@pytest.fixture(scope="module", params=SLUGS)
def archive(request):
    with zipfile.ZipFile(BytesIO(epub.build(book(request.param)))) as found:
        found.book = book(request.param)
        yield found


def package(archive):
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    path = container.find("c:rootfiles/c:rootfile", NS).get("full-path")
    return path, etree.fromstring(archive.read(path))


def manifest(archive):
    path, root = package(archive)
    return {item.get("id"): (join(dirname(path), item.get("href")), item) for item in root.findall(".//opf:item", NS)}


def spine(archive):
    items = manifest(archive)
    return [items[ref.get("idref")][0] for ref in package(archive)[1].findall("opf:spine/opf:itemref", NS)]


def test_the_mimetype_comes_first_and_is_not_compressed(archive):
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert archive.read("mimetype") == b"application/epub+zip"


def test_the_archive_is_whole_and_has_no_name_twice(archive):
    assert archive.testzip() is None
    assert len(set(archive.namelist())) == len(archive.namelist())


def test_the_manifest_lists_every_file_and_nothing_else(archive):
    listed = {path for path, _ in manifest(archive).values()}
    own = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert listed == set(archive.namelist()) - own


def test_every_document_of_the_reading_order_parses_and_is_vietnamese(archive):
    documents = spine(archive)
    assert len(documents) == len(archive.book.chapters) + 2
    for path in documents:
        root = etree.fromstring(archive.read(path))
        assert root.tag == f"{{{NS['x']}}}html"
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
        assert root.findtext("x:head/x:title", namespaces=NS)


def test_the_contents_name_every_chapter_in_order(archive):
    path, _ = next((path, item) for path, item in manifest(archive).values() if item.get("properties") == "nav")
    root = etree.fromstring(archive.read(path))
    toc = next(nav for nav in root.iter(f"{{{NS['x']}}}nav") if nav.get(EPUB_TYPE) == "toc")
    links = [(a.text, join(dirname(path), a.get("href"))) for a in toc.iter(f"{{{NS['x']}}}a")]
    assert [title for title, _ in links] == [chapter.title for chapter in archive.book.chapters]
    assert [target for _, target in links] == spine(archive)[2:]


def test_every_picture_and_style_that_a_document_names_is_there(archive):
    for path in spine(archive):
        root = etree.fromstring(archive.read(path))
        named = [*root.xpath("//x:img/@src", namespaces=NS), *root.xpath("//x:link/@href", namespaces=NS)]
        assert {join(dirname(path), name) for name in named} <= set(archive.namelist())
        assert all(root.xpath("//x:img/@alt", namespaces=NS)) or not root.xpath("//x:img", namespaces=NS)


def test_exactly_one_picture_is_the_cover_and_it_is_a_picture(archive):
    covers = [path for path, item in manifest(archive).values() if item.get("properties") == "cover-image"]
    assert len(covers) == 1
    assert archive.read(covers[0]).startswith(b"\x89PNG\r\n")


def test_the_description_says_who_did_what(archive):
    _, root = package(archive)
    roles = {
        meta.get("refines").removeprefix("#"): meta.text for meta in root.findall(".//opf:meta[@property='role']", NS)
    }
    people = [*root.iterfind(".//dc:creator", NS), *root.iterfind(".//dc:contributor", NS)]
    assert {(person.text, roles[person.get("id")]) for person in people} == set(archive.book.entry.people)


def test_the_description_has_what_the_standard_demands(archive):
    _, root = package(archive)
    unique = root.get("unique-identifier")
    assert root.find(f".//dc:identifier[@id='{unique}']", NS).text == archive.book.entry.identifier
    assert root.findtext(".//dc:language", namespaces=NS) == "vi"
    modified = root.findall(".//opf:meta[@property='dcterms:modified']", NS)
    assert [meta.text for meta in modified] == [f"{archive.book.entry.date}T00:00:00Z"]
    assert [subject.text for subject in root.iterfind(".//dc:subject", NS)] == list(archive.book.entry.subjects)


def test_all_words_of_the_book_are_in_its_documents(archive):
    written = "".join(etree.tostring(etree.fromstring(archive.read(p)), encoding="unicode") for p in spine(archive))
    for chapter in archive.book.chapters:
        last = chapter.blocks[-1]
        assert last.plain.split("&")[0][:40] in written.replace("<strong>", "").replace("</strong>", "")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_same_book_gives_the_same_bytes(slug):
    assert epub.build(book(slug)) == epub.build(book(slug))
