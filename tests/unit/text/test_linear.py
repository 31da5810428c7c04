"""Reading takes time in proportion to the text, however a file is written: nobody may hold a worker for minutes."""

import contextlib
import io
import time

import pytest

from cms.foundation.normal_form import nfc
from cms.foundation.vietnamese import legacy
from library_pages.catalogue.refusals import RefusedError
from library_pages.text import encodings, safe_html, safe_xml
from library_pages.text.epub import cover, links, unpack
from library_pages.text.epub.book import open_book
from library_pages.text.epub.content_document import blocks_of
from library_pages.text.epub.extract import extract
from library_pages.text.pdf import outline
from library_pages.text.pdf.lines import joined_lines
from library_pages.text.pdf.metadata import read_metadata
from library_pages.text.safe_zip import SafeZip
from library_pages.text.words.cleaning import clean, folded_spaces
from library_pages.text.words.splitting import Block, split
from tests.factories.epubs import epub, page

# Doubling a quadratic step costs four times as much; a busy machine makes one measurement of three too long, not all.
MOST_GROWTH = 3.0
TOO_SHORT_TO_TELL = 0.02  # seconds


def seconds(work, made):
    begun = time.process_time()
    with contextlib.suppress(RefusedError):  # a refusal must come as fast
        work(made)
    return time.process_time() - begun


def growth(work, make, size):
    """How many times the time of an input its double takes; measured again, up to three times, if that is too much."""
    small, large = make(size), make(2 * size)
    ratio = MOST_GROWTH
    for _attempt in range(3):
        ratio = seconds(work, large) / max(seconds(work, small), TOO_SHORT_TO_TELL)
        if ratio < MOST_GROWTH:
            break
    return ratio


def book(made):
    opened = open_book(io.BytesIO(made))
    extract(opened)
    cover.cover_bytes(opened)
    for file in unpack.files_of(opened):
        for _chunk in file.chunks:
            pass


def archive_of(made):
    return SafeZip(io.BytesIO(made.pack()))


def blocks(text):
    blocks_of(safe_xml.parse_text(page(text).partition("<!DOCTYPE html>\n")[2]))


def manifest(n, href):
    return "".join(f'<item id="m{i}" href="{href.format(i)}" media-type="application/xhtml+xml"/>' for i in range(n))


def refined(n):
    creators = "".join(f'<dc:creator id="x">Người {i}</dc:creator>' for i in range(n))
    return epub(metadata=creators + '<meta refines="#x" property="y">z</meta>' * n)


def nested_contents(n):
    return epub(nav="".join(f'<li><a href="c1.xhtml#a{i}">Mục {i}</a></li>' for i in range(n)))


def encrypted(n):
    data = (
        '<enc:EncryptedData xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod '
        'Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData><enc:CipherReference URI="OEBPS/c1.xhtml"/>'
        "</enc:CipherData></enc:EncryptedData>"
    )
    identifiers = "".join(f"<dc:identifier>urn:{i}</dc:identifier>" for i in range(n))
    made = epub(metadata=identifiers).put("META-INF/encryption.xml", f"<encryption>{data * (n // 4)}</encryption>")
    return made.pack()


TEXTS = {
    "letters": lambda n: "chữ " * n,
    "full stops": lambda n: "." * n + "x",
    "full stops and quotes": lambda n: ('."' * n) + "x",
    "closing quotes": lambda n: "." + "”" * n + "x",
    "spaces": lambda n: " " * n + "x" + " " * n,
    "marks": lambda n: "a" + "\u0323\u0301" * n,
    "marks that decompose": lambda n: "a" + "\u0f73" * n,
    "soft hyphens": lambda n: "\u00ad " * n,
    "soft hyphens and ends": lambda n: "\u00ad" + " \n" * n,
    "one word": lambda n: "x" * n,
    "icelandic": lambda n: "ð" * n,
    "hyphens": lambda n: "-ư" * n,
    "vni": lambda n: "aâeäoå" * n,
    "tcvn3": lambda n: "Tr\u00ad\u00eang-" * n,
}
STEPS = {
    "nfc": nfc,
    "clean": clean,
    "folded spaces": folded_spaces,
    "lines of a page": joined_lines,
    "splitting": lambda text: split([Block(text)]),
    "splitting a heading": lambda text: split([Block(text, heading=1)]),
    "judging": legacy.judge,
    "from tcvn3": legacy.from_tcvn3,
    "from vni": legacy.from_vni,
    "pdf metadata": lambda text: read_metadata(
        {"Title": text, "Author": text, "Keywords": text}, [text], legacy.Encoding.VNI
    ),
    "html": safe_html.parse_text,
    "css": lambda text: links.corrected_css(archive_of(epub()), "OEBPS/a.css", text),
    "decoding": lambda text: encodings.decode(text.encode()),
}
DOCUMENTS = {
    "inline tags": lambda n: "<p>" + "<b>a</b><i>b</i>" * n + "</p>",
    "empty inline tags": lambda n: "<p>" + "<b id='x'/> " * n + "</p>",
    "paragraphs": lambda n: "<p>a</p>" * n,
    "headings": lambda n: "<h1>a</h1>" * n,
    "a heading over many paragraphs": lambda n: f"<h1>{'dài ' * n}</h1>" + "<p>a b c</p>" * n,
    "line breaks": lambda n: "<p>" + "a<br/>" * n + "</p>",
    "hidden": lambda n: "<p hidden='x'><b>a</b></p>" * n,
    "an id of megabytes": lambda n: f"<p id='{'x' * n}'>" + "chữ " * n + "</p>",
    "nested 250 deep": lambda n: ("<i>" * 200 + "a" + "</i>" * 200) * (n // 200),
}
HTML = {
    "tags without end": lambda n: "<p><b>x" * n,
    "nested": lambda n: "<b><i>" * n,
    "nested and closed wrongly": lambda n: "<div>" * n + "</i>" * n,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x",
    "many attributes, often": lambda n: ("<p " + " ".join(f"a{i}=1" for i in range(190)) + ">x") * (n // 190),
    "comments without end": lambda n: "<!--" * n,
    "angle brackets": lambda n: "<" * n,
    "entities": lambda n: "&nbsp;&foo;&amp" * n,
    "doctype": lambda n: "<!DOCTYPE html [" + "<!ENTITY a 'b'>" * n,
    "doctype comments": lambda n: "<!DOCTYPE html [" + "<!-- a -->" * n + "]><p>a",
    "declaration": lambda n: "<?xml " + " " * n,
    "entities of its own": lambda n: "<!DOCTYPE a [<!ENTITY a 'b'>]><a>" + "&a;" * n + "</a>",
    "addresses": lambda n: "<a href='C1.xhtml'>x</a>" * n,
    "addresses in styles": lambda n: "<style>" + "url(" * n + "</style><p style='" + 'url("a' * n + "'/>",
}
BOOKS = {
    "items": lambda n: epub(manifest=manifest(n, "c{}.xhtml")).pack(),
    "items of one file": lambda n: epub(manifest=manifest(n, "c1.xhtml")).pack(),
    "covers by name": lambda n: epub(
        manifest=manifest(n, "c1.xhtml"), metadata='<meta name="cover" content="no"/>' * n
    ).pack(),
    "people": lambda n: refined(n).pack(),
    "contents": lambda n: nested_contents(n).pack(),
    "encrypted fonts": encrypted,
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_over_foreign_text_is_linear(step, text):
    assert growth(STEPS[step], TEXTS[text], 4_000) < MOST_GROWTH


@pytest.mark.parametrize("document", DOCUMENTS)
def test_text_of_a_document_is_taken_in_one_pass(document):
    assert growth(blocks, DOCUMENTS[document], 4_000) < MOST_GROWTH


@pytest.mark.parametrize("document", [*DOCUMENTS, *HTML])
def test_a_chapter_becomes_passages_in_one_pass(document):
    make = {**DOCUMENTS, **HTML}[document]
    assert growth(book, lambda n: epub(["<p>a</p>"]).put("OEBPS/c1.xhtml", make(n)).pack(), 4_000) < MOST_GROWTH


@pytest.mark.parametrize("made", BOOKS)
def test_the_skeleton_of_a_book_is_read_in_one_pass(made):
    assert growth(book, BOOKS[made], 1_000) < MOST_GROWTH


def test_names_of_an_archive_are_checked_in_one_pass():
    def deep(n):
        made = epub()
        for number in range(n):
            made.put("/".join("abcdefgh"[(number + part) % 8] for part in range(400)) + f"/{number}.css", "")
        return io.BytesIO(made.pack())

    assert growth(SafeZip, deep, 400) < MOST_GROWTH


def test_bookmarks_of_a_pdf_are_read_in_one_pass():
    def bookmarks(n):
        return [{"depth": i % 12, "title": "Mục", "page": i} for i in range(n)]

    assert growth(lambda made: outline.tree(made, legacy.Encoding.UNICODE), bookmarks, 5_000) < MOST_GROWTH
