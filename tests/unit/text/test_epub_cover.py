import io
from pathlib import Path

import pytest
from PIL import Image

from library_pages.text.epub import cover
from library_pages.text.epub.book import open_book
from library_pages.text.epub.pictures import size_of
from tests.factories.epubs import epub, page

FOUND = Path(__file__).parents[2] / "files" / "found"
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMESPACES} viewBox="0 0 60 80"><rect width="60" height="80"/>{{}}</svg>'


def picture(width=300, height=400, form="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (120, 60, 0)).save(buffer, form)
    return buffer.getvalue()


COVER, LOGO = picture(), picture(120, 40)
ITEM = '<item id="x" href="{}" media-type="{}"/>'
LOGO_PAGE = '<h1>Nhà xuất bản</h1><img src="logo.png" alt=""/>'


def covered(made):
    return cover.cover_bytes(open_book(io.BytesIO(made.pack())))


def book(metadata="", *items, name="b.png", content=COVER, body=LOGO_PAGE):
    """A book whose first page shows a logo, with one picture more."""
    made = epub([body, "<p>x</p>"], metadata=metadata, manifest="".join(items))
    return made.put("OEBPS/logo.png", LOGO).put(f"OEBPS/{name}", content)


def guide(href, kind="cover"):
    made = book("", ITEM.format("b.png", "image/png"))
    return made.edit(
        "OEBPS/package.opf", "</package>", f'<guide><reference type="{kind}" href="{href}"/></guide></package>'
    )


def with_page(metadata, ident="page"):
    made = book(
        metadata,
        ITEM.format("b.png", "image/png"),
        f'<item id="{ident}" href="p.xhtml" media-type="application/xhtml+xml"/>',
    )
    return made.put("OEBPS/p.xhtml", page('<p><img src="logo.png"/><img src="b.png"/></p>'))


def landmarks():
    made = with_page("")
    nav = '<nav epub:type="toc"><ol><li><a href="c1.xhtml">1</a></li></ol></nav><nav epub:type="landmarks"><ol><li>'
    return made.put("OEBPS/nav.xhtml", page(f'{nav}<a epub:type="cover" href="p.xhtml">Bìa</a></li></ol></nav>'))


PNG = "image/png"
NAMINGS = {
    "by its property": book("", '<item id="x" href="b.png" media-type="image/png" properties="cover-image"/>'),
    "by an id": book('<meta name="cover" content="x"/>', ITEM.format("b.png", PNG)),
    "by an id, before the content": book('<meta content="x" name="cover"/>', ITEM.format("b.png", PNG)),
    "by a name in capitals": book('<meta name="Cover" content="x"/>', ITEM.format("b.png", PNG)),
    "by its address": book('<meta name="cover" content="b.png"/>', ITEM.format("b.png", PNG)),
    "by its address in the archive": book('<meta name="cover" content="OEBPS/b.png"/>', ITEM.format("b.png", PNG)),
    "by an address in other letters": book('<meta name="cover" content="B.PNG"/>', ITEM.format("b.png", PNG)),
    "by a manifest in other letters": book('<meta name="cover" content="x"/>', ITEM.format("B.Png", PNG)),
    "by a page": with_page('<meta name="cover" content="page"/>'),
    "by a page's address": with_page('<meta name="cover" content="p.xhtml"/>'),
    "by the guide": guide("b.png"),
    "by the guide of Mobipocket": guide("b.png", "other.ms-coverimage-standard"),
    "by a page in the guide": with_page("").edit(
        "OEBPS/package.opf", "</package>", '<guide><reference type="cover" href="p.xhtml"/></guide></package>'
    ),
    "by a landmark": landmarks(),
    "by the id of its item": book("", '<item id="cover" href="b.png" media-type="image/png"/>'),
    "with a wrong media type": book('<meta name="cover" content="x"/>', ITEM.format("b.png", "image/jpeg")),
    "with no media type of a picture": book('<meta name="cover" content="x"/>', ITEM.format("b.png", "text/xml")),
    "without a manifest entry": book("", name="cover.png"),
    "in a drawing": book(
        "",
        '<item id="s" href="s.svg" media-type="image/svg+xml" properties="cover-image"/>',
        ITEM.format("b.png", PNG),
    ).put("OEBPS/s.svg", SVG.format('<image xlink:href="b.png"/>')),
    "on the first page": book("", ITEM.format("b.png", PNG), body='<img src="logo.png"/><img src="b.png"/>'),
    "in a drawing on the first page": book(
        "", ITEM.format("b.png", PNG), body=f"<svg {NAMESPACES}><image xlink:href='b.png'/></svg>"
    ),
}


@pytest.mark.parametrize("naming", NAMINGS)
def test_the_cover_is_found_however_the_book_names_it(naming):
    assert covered(NAMINGS[naming]) == COVER


@pytest.mark.parametrize(
    "name",
    "cover Cover COVER1 cover-image book_cover front-cover coverpage bia Bìa bia_truoc bìa-trước bia-1 front".split(),
)
def test_the_cover_is_found_by_the_name_of_its_file(name):
    assert covered(book("", name=f"images/{name}.png")) == COVER


@pytest.mark.parametrize("name", ["back-cover", "cover-back", "discover", "bia sau", "recovery", "hinh1"])
def test_another_name_is_no_cover(name):
    assert covered(book("", name=f"{name}.png")) is None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_every_picture_that_we_take_can_be_a_cover_whatever_it_calls_itself(form):
    data = picture(form=form)
    assert size_of(data) == (300, 400)
    assert covered(book('<meta name="cover" content="x"/>', ITEM.format("b.png", PNG), content=data)) == data


@pytest.mark.parametrize(("width", "height"), [(120, 40), (90, 120), (800, 150), (60, 900), (1, 1)])
def test_a_logo_a_line_and_a_dot_are_no_cover_though_they_are_named_so(width, height):
    small = picture(width, height)
    assert covered(book('<meta name="cover" content="x"/>', ITEM.format("b.png", PNG), content=small)) is None


@pytest.mark.parametrize(("width", "height"), [(180, 240), (400, 250), (300, 900)])
def test_a_picture_of_the_first_page_has_to_look_like_a_cover(width, height):
    body = '<img src="b.png"/>'
    assert covered(book("", ITEM.format("b.png", PNG), content=picture(width, height), body=body)) is None


def test_a_wide_picture_that_the_book_calls_its_cover_is_one():
    wide = picture(900, 500)
    assert covered(book('<meta name="cover" content="x"/>', ITEM.format("b.png", PNG), content=wide)) == wide


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff\xe0picture", COVER[:20], b"\xff\xd8" + b"\xff" * 900_000, b"no picture", b"GIF89a"],
)
def test_what_is_no_picture_is_no_cover(content):
    assert size_of(content[: 1 << 20]) is None
    assert covered(book('<meta name="cover" content="x"/>', ITEM.format("b.png", PNG), content=content)) is None


def test_a_drawing_without_a_picture_and_a_book_without_any_have_no_cover():
    item = '<item id="s" href="s.svg" media-type="image/svg+xml" properties="cover-image"/>'
    assert covered(epub(manifest=item).put("OEBPS/s.svg", SVG.format(""))) is None
    assert covered(epub()) is None


@pytest.mark.parametrize("name", ["cov-case", "cov-meta-href", "cov-meta-page", "cov-name", "cov-svg"])
def test_a_book_that_was_once_given_its_publishers_logo_has_its_cover(name):
    found = cover.cover_bytes(open_book(io.BytesIO((FOUND / f"{name}.epub").read_bytes())))
    assert found is not None
    assert size_of(found) == (600, 800)


@pytest.mark.parametrize("shown", ['<img src="logo.png"/>' * 50, "<p>không có hình</p>"])
def test_many_places_and_pictures_are_not_all_looked_at(shown):
    references = "".join(f'<reference type="cover" href="p{n}.xhtml"/>' for n in range(300))
    made = book("", ITEM.format("b.png", PNG)).edit(
        "OEBPS/package.opf", "</package>", f"<guide>{references}</guide></package>"
    )
    for n in range(300):
        made.put(f"OEBPS/p{n}.xhtml", page(shown))
    opened = open_book(io.BytesIO(made.pack()))
    read = []
    real = opened.archive.chunks
    opened.archive.chunks = lambda name: read.append(name) or real(name)
    assert cover.cover_bytes(opened) is None
    assert len(read) < 60
