"""EPUB files: whole, in many encodings, with covers named in many ways, packed by hand, and made to do harm."""

from __future__ import annotations

import base64
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from tests.factories.epubs import CONTAINER, ENCRYPTION, Epub, chapters, epub, old_epub, page
from tests.factories.texts import prose

FOUND: Final = Path(__file__).parents[2] / "files" / "found"
_LETTERS: Final = {
    "iso-8859-15": ("Café 12 €", "iso8859-15"),
    "windows-1252": ("œuvre – “a”", "cp1252"),
    "windows-1251": ("Привет мир", "cp1251"),
    "koi8-r": ("Привет мир", "koi8-r"),
    "gb18030": ("中文书", "gb18030"),
    "big5": ("中文書", "big5"),
    "shift_jis": ("日本語", "cp932"),
    "euc-jp": ("日本語", "euc-jp"),
    "euc-kr": ("한국어", "cp949"),
    "windows-1258": ("ĐƯƠNG ư ơ đ", "cp1258"),
    "windows-1256": ("العربية", "cp1256"),
    "utf-16": ("Đọc sách", "utf-16"),
}


def picture(width: int = 600, height: int = 900, form: str = "JPEG") -> bytes:
    """A picture of one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), (180, 40, 40)).save(written, form)
    return written.getvalue()


def whole() -> dict[str, bytes]:
    """Books that were made well, in what readers meet every day."""
    return {
        "epub3.epub": epub().pack(),
        "epub2.epub": old_epub().pack(),
        "thirty-chapters.epub": epub(chapters(30, 60)).pack(),
        "without-contents.epub": epub(nav=None).pack(),
        "arabic.epub": _in_language("ar", "مرحبا بالعالم " * 40),
        "hebrew.epub": _in_language("he", "שלום עולם " * 40),
        "sanskrit-said-to-be-vietnamese.epub": _in_language("vi", "नमस्ते जगत् " * 40),
        "without-language.epub": epub().edit("OEBPS/package.opf", "<dc:language>vi</dc:language>", "").pack(),
        "anonymous.epub": epub(metadata="<dc:creator>Anonymous</dc:creator>").pack(),
        "picture-in-its-text.epub": epub([*chapters(2), _with_inner_picture()]).pack(),
        "ruby.epub": epub(["<p><ruby>漢<rt>hán</rt></ruby> tự " + prose(30) + "</p>"]).pack(),
        "notes.epub": epub(
            [f'<p>{prose(30)}<a epub:type="noteref" href="#n">1</a></p><aside id="n">Chú</aside>']
        ).pack(),
        "one-long-chapter.epub": epub(["".join(f"<p>{prose(60, n)}</p>" for n in range(200))]).pack(),
    }


def _in_language(code: str, text: str) -> bytes:
    made = epub([f"<h1>1</h1><p>{text}</p>"])
    return made.edit("OEBPS/package.opf", "<dc:language>vi</dc:language>", f"<dc:language>{code}</dc:language>").pack()


def _with_inner_picture() -> str:
    return f'<p><img alt="" src="data:image/jpeg;base64,{base64.b64encode(picture()).decode()}"/></p>'


def letters() -> dict[str, bytes]:
    """Chapters in encodings of the web, declared by XML and by a meta element, and with a wrong byte."""
    made = {}
    for label, (text, codec) in _LETTERS.items():
        for how, head in {
            "xml": f'<?xml version="1.0" encoding="{label}"?>',
            "meta": f'<html><head><meta charset="{label}"/></head><body>',
        }.items():
            body = f"<p>{text}</p>" + ("</body></html>" if how == "meta" else "")
            if how == "xml":
                body = f"<html><head><title>1</title></head><body>{body}</body></html>"
            made[f"{how}-{label}.epub"] = epub().put("OEBPS/c1.xhtml", (head + body).encode(codec)).pack()
    wrong = epub().parts["OEBPS/c1.xhtml"].replace(b"Ch", b"\xf9Ch", 1)
    made["wrong-byte.epub"] = epub().put("OEBPS/c1.xhtml", wrong).pack()
    return made


def _cover(item: str, *, meta: str = "", put: dict[str, bytes] | None = None) -> bytes:
    made = epub(metadata=f"<dc:creator>Hà</dc:creator>{meta}", manifest=item)
    for name, content in (put or {"OEBPS/anh.jpg": picture()}).items():
        made.put(name, content)
    return made.pack()


def covers() -> dict[str, bytes]:
    """Covers that are named by the rules, by habit, by mistake, and not at all."""
    item = '<item id="anh" href="anh.jpg" media-type="image/jpeg"{}/>'
    small = {"OEBPS/logo.jpg": picture(60, 24)}
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900"><rect width="600" height="900"/></svg>'
    return {
        "by-property.epub": _cover(item.format(' properties="cover-image"')),
        "by-meta.epub": _cover(item.format(""), meta='<meta name="cover" content="anh"/>'),
        "by-meta-with-an-address.epub": _cover(item.format(""), meta='<meta name="cover" content="anh.jpg"/>'),
        "by-meta-before-content.epub": _cover(item.format(""), meta='<meta content="anh" name="cover"/>'),
        "by-file-name.epub": _cover(
            '<item id="x" href="cover.jpg" media-type="image/jpeg"/>', put={"OEBPS/cover.jpg": picture()}
        ),
        "by-wrong-media-type.epub": _cover(
            '<item id="anh" href="anh.jpg" media-type="image/jpg" properties="cover-image"/>'
        ),
        "as-png-called-jpg.epub": _cover(
            item.format(' properties="cover-image"'), put={"OEBPS/anh.jpg": picture(form="PNG")}
        ),
        "as-svg.epub": _cover(
            '<item id="b" href="bia.svg" media-type="image/svg+xml" properties="cover-image"/>',
            put={"OEBPS/bia.svg": svg},
        ),
        "only-a-logo.epub": _cover('<item id="l" href="logo.jpg" media-type="image/jpeg"/>', put=small),
        "missing.epub": _cover(item.format(' properties="cover-image"'), put={"OEBPS/khac.jpg": picture()}),
        "broken.epub": _cover(item.format(' properties="cover-image"'), put={"OEBPS/anh.jpg": b"\xff\xd8\xff"}),
        **{f"{name}.epub": (FOUND / f"{name}.epub").read_bytes() for name in _COVERS_OF_FOUND},
    }


_COVERS_OF_FOUND: Final = ("cov-case", "cov-meta-href", "cov-meta-page", "cov-name", "cov-svg")


def archives() -> dict[str, bytes]:
    """Books whose archive was put together by hand, and those whose archive can't be trusted."""
    good = epub()
    upper = epub(manifest='<item id="a" href="ANH.JPG" media-type="image/jpeg"/>').put("OEBPS/anh.jpg", picture())
    accents = unicodedata.normalize("NFD", "chương.xhtml")
    named = epub().edit("OEBPS/package.opf", 'href="c1.xhtml"', 'href="chương.xhtml"')
    named.edit("OEBPS/nav.xhtml", 'href="c1.xhtml"', 'href="chương.xhtml"')
    named.put(f"OEBPS/{accents}", named.parts.pop("OEBPS/c1.xhtml"))
    spaced = epub().edit("OEBPS/package.opf", 'href="c1.xhtml"', 'href="chuong%201.xhtml"')
    spaced.edit("OEBPS/nav.xhtml", 'href="c1.xhtml"', 'href="chuong%201.xhtml"')
    spaced.put("OEBPS/chuong 1.xhtml", spaced.parts.pop("OEBPS/c1.xhtml"))
    return {
        "mimetype-last.epub": _packed({**_without(good, "mimetype"), "mimetype": good.parts["mimetype"]}),
        "mimetype-missing.epub": _packed(_without(good, "mimetype")),
        "in-a-folder.epub": _packed({f"Sách/{name}": content for name, content in good.parts.items()}),
        "letter-case.epub": upper.pack(),
        "accents-in-two-parts.epub": named.pack(),
        "percent-signs.epub": spaced.pack(),
        "backslashes.epub": _packed({name.replace("/", "\\"): content for name, content in good.parts.items()}),
        "name-twice.epub": _twice(good, same=True),
        "name-twice-with-another-content.epub": _twice(good, same=False),
        "a-part-is-missing.epub": _packed(_without(good, "OEBPS/c2.xhtml")),
        "no-package.epub": _packed(_without(good, "OEBPS/package.opf")),
        "no-container.epub": _packed(_without(good, "META-INF/container.xml")),
        "no-spine.epub": epub([]).pack(),
        "locked.epub": _locked(),
        "cut-off.epub": good.pack()[:900],
        "no-book.epub": _packed({"ghi chú.txt": b"x"}),
        **{f"{name}.epub": (FOUND / f"{name}.epub").read_bytes() for name in ("case", "repacked", "zip-folder")},
    }


def _without(made: Epub, name: str) -> dict[str, bytes]:
    return {each: content for each, content in made.parts.items() if each != name}


def _packed(parts: dict[str, bytes]) -> bytes:
    return Epub(dict(parts)).pack()


def _twice(made: Epub, *, same: bool) -> bytes:
    written = BytesIO(made.pack())
    content = made.parts["OEBPS/c1.xhtml"] if same else page("<p>Khác</p>").encode()
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.fp.seek(0, 2)
        info = zipfile.ZipInfo("OEBPS/c1.xhtml")
        archive.NameToInfo.pop(info.filename)
        archive.writestr(info, content)
    return written.getvalue()


def _locked() -> bytes:
    lock = ENCRYPTION.format(algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc", inside="", uri="OEBPS/c1.xhtml")
    return epub().put("META-INF/encryption.xml", lock).pack()


def contents() -> dict[str, bytes]:
    """Tables of contents that lead nowhere, into paragraphs, or are not there."""
    return {
        "dead-entries.epub": epub(
            nav='<li><a href="c1.xhtml">Một</a></li><li><a href="khong-co.xhtml">Mất</a></li>'
        ).pack(),
        "paragraphs-in-items.epub": epub(nav='<li><p><a href="c1.xhtml">Một</a></p></li>').pack(),
        "all-dead.epub": epub(nav='<li><a href="khong-co.xhtml">Mất</a></li>').pack(),
        "ncx-dead.epub": old_epub(
            ncx='<navPoint><navLabel><text>Mất</text></navLabel><content src="x.xhtml"/></navPoint>'
        ).pack(),
        "outside.epub": epub(nav='<li><a href="https://example.org/">Ngoài</a></li>').pack(),
    }


def hostile() -> dict[str, bytes]:
    """Books that are made to cost much, to read what is not theirs, or to hide what they are."""
    subset = '<!DOCTYPE html [<!ENTITY ten "Dế Mèn">]>'
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    plain = '<?xml version="1.0"?>{}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>1</title></head><body><p>{}'
    ends = "</p></body></html>"
    zeros = epub(manifest='<item id="z" href="z.bin" media-type="application/octet-stream"/>')
    return {
        "entity.epub": epub().put("OEBPS/c1.xhtml", plain.format(subset, "&ten; phiêu lưu ký") + ends).pack(),
        "entities-of-entities.epub": epub().put("OEBPS/c1.xhtml", plain.format(bomb, "&b;") + ends).pack(),
        "entity-of-a-file.epub": epub().put("OEBPS/c1.xhtml", plain.format(outside, "&x;") + ends).pack(),
        "one-broken-chapter.epub": epub(chapters(3)).put("OEBPS/c2.xhtml", "<html><body><p>một <b>hai").pack(),
        "nested-tags.epub": epub([f"<p>{'<b>' * 3000}{prose(40)}{'</b>' * 3000}</p>"]).pack(),
        "many-tags.epub": epub([f"<p>{'<i>a</i>' * 40_000}</p>"]).pack(),
        "script.epub": epub(["<p>Chào</p><script>location='//x'</script>"]).pack(),
        "names-outside.epub": epub().put("../../ngoai.txt", b"x").pack(),
        "absolute-names.epub": epub().put("/etc/ngoai.txt", b"x").pack(),
        "zip-bomb.epub": zeros.put("OEBPS/z.bin", bytes(300 << 20)).pack(),
        "container-elsewhere.epub": epub()
        .put("META-INF/container.xml", CONTAINER.replace("OEBPS/package.opf", "../package.opf"))
        .pack(),
    }
