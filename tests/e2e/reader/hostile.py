"""Books whose sheets get in the way of their own text: one chapter for each way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.factories.epubs import epub, page

if TYPE_CHECKING:
    from tests.factories.epubs import Epub

# What a chapter says of itself, and where its paragraphs stand; `{text}` is paragraphs of numbered words.
_PLAIN: Final = '<div class="w"><div class="i">{text}</div></div>'
_SHEETS: Final = {
    "overflow-hidden-html": "html, body { height: 100%; overflow: hidden }",
    "overflow-hidden-box": ".w { overflow: hidden; height: 90vh }",
    "overflow-scroll": ".w { overflow: scroll; height: 200px }",
    "overflow-important": ".w { overflow: hidden !important; max-height: 120px !important; height: 120px !important }",
    "height-vh": "html, body, .w { height: 100vh; max-height: 100vh }",
    "max-height": ".i { max-height: 8em; overflow-y: auto }",
    "inline-block": ".w { display: inline-block; width: 100% }",
    "inline-block-html": "html, body { display: inline-block }",
    "absolute-body": "body { position: absolute; width: 600px }",
    "absolute-box": ".w { position: relative } .i { position: absolute; top: 40px; left: 60px; width: 500px }",
    "fixed": "html { position: fixed; inset: 0 } .w { position: fixed; top: 0; left: 0; right: 0; bottom: 0 }",
    "sticky": "p { position: sticky; top: 0 }",
    "relative-offset": ".i { position: relative; left: 480px; top: -300px }",
    "float": ".w { float: left; width: 100% } .i { float: right; width: 120% }",
    "columns": ".w { columns: 3; column-gap: 60px; height: 300px }",
    "flex": "body { display: flex } .w { display: flex } .i { display: flex; flex-wrap: nowrap } p { flex: 0 0 320px }",
    "flex-column": "body, .w, .i { display: flex; flex-direction: column; height: 100vh }",
    "grid": ".i { display: grid; grid-template-columns: repeat(3, 300px) }",
    "inline-flex": ".w { display: inline-flex } p { white-space: nowrap }",
    "vertical": ".i { writing-mode: vertical-rl; height: 300px }",
    "negative-margin": ".i { margin: -120px -200px 0 -220px } p { margin-top: -12px }",
    "negative-indent": "p { text-indent: -9999px }",
    "large-indent": "p { text-indent: 500px }",
    "large-margin": ".w { margin-left: 200px } .i { margin: 0 150px; padding: 0 120px }",
    "nowrap": "p { white-space: nowrap }",
    "pre": "p { white-space: pre }",
    "transform": ".w { transform: translateX(-60%) scale(1.6) } p { rotate: 20deg }",
    "zoom": "html { zoom: 3 } .w { zoom: 2 }",
    "width-body": "body { width: 800px; margin: 0 auto }",
    "width-box": ".w { width: 900px; min-width: 900px } p { min-width: 700px }",
    "width-important": "p { width: 1000px !important; margin-left: 80px !important }",
    "content-box": ".i { box-sizing: content-box; width: 100%; padding: 0 60px; border: 20px solid #888 }",
    "size-px": "body { font-size: 9px } p { font-size: 9px; line-height: 10px }",
    "size-pt": "p { font-size: 8pt } p span { font-size: 7pt }",
    "size-rem": "html { font-size: 40px } p { font-size: 1rem } span { font-size: .8rem }",
    "size-important": "p, span { font-size: 11px !important; line-height: 8px !important }",
    "size-vw": "p { font-size: 4vw }",
    "size-huge": "p { font-size: 300px }",
    "size-nothing": "p { font-size: 0 }",
    "letter-spacing": "p { letter-spacing: 3em; word-spacing: 400px }",
    "keep-all": "p { word-break: keep-all; line-break: strict; overflow-wrap: normal; hyphens: none }",
    "clip": ".w { clip-path: inset(0 0 80% 0); contain: strict } .i { position: absolute; clip: rect(0, 9px, 9px, 0) }",
    "line-clamp": ".i { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }",
    "content-visibility": ".w { content-visibility: auto; contain-intrinsic-size: 100px }",
    "hidden-whole": ".w { display: none }",
    "unseen-whole": "body { opacity: 0 } .w { visibility: hidden }",
    "animation": "@keyframes away { to { translate: 3000px; opacity: 0 } } .w { animation: away 1ms forwards }",
    "white-letters": "body { background: #000; color: #fff } p { color: #fffef8 }",
    "page-break": "p { page-break-before: always; break-after: page }",
    "avoid-break": ".w, .i { break-inside: avoid; page-break-inside: avoid }",
    "cover-all": ".w::before { content: ''; position: fixed; inset: 0; background: #fff; z-index: 9 }",
    "layered": "@layer a, b; @layer a { .w { height: 100px !important; overflow: hidden !important } }",
    "vertical-body": "body { writing-mode: vertical-rl }",
    "right-to-left": "body { direction: rtl } .w { margin-right: -300px; width: 900px }",
    "universal": "* { position: absolute !important; overflow: hidden !important; max-height: 50px !important }",
}
_BODIES: Final = {
    "inline-style": '<div style="position: fixed !important; height: 9vh !important; overflow: clip">{text}</div>',
    "inline-size": '<div style="width: 900px !important; font-size: 10px !important">{text}</div>',
    "table-wide": '<table style="width: 1200px"><tr><td style="width: 900px">{text}</td><td>Ô</td></tr></table>',
    "table-nowrap": '<table><tr><td nowrap="nowrap" style="white-space: nowrap">{text}</td></tr></table>',
    "table-many": "<table><tr>{cells}</tr></table>{text}",
    "table-layout": '<div style="display: table"><div style="display: table-cell; width: 700px">{text}</div></div>',
    "picture-wide": '<p><img src="dot.svg" width="1600" height="2000" alt=""/></p>{text}',
    "preformatted": '<pre style="width: 900px; overflow: auto">{text}</pre>',
    "deep": "<div style='margin-left: 40px; padding-left: 20px'>" * 12 + "{text}" + "</div>" * 12,
    "long-word": "<p>" + "Dài" * 90 + "</p>{text}",
    "list": "<ol style='list-style-position: outside; padding-left: 400px'><li>{text}</li></ol>",
}
# Two small ways to hide a thing for good: those stay hidden.
_HIDDEN: Final = '<p style="display: none" class="hidden">Giấu kín</p>'
NAMES: Final = (*_SHEETS, *_BODIES)
PARAGRAPHS = 6
WORDS = 22  # in a paragraph
DOT: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="2000">'
    '<rect width="1600" height="2000" fill="#ccd"/></svg>'
)


def _text(count: int) -> str:
    paragraphs = []
    for paragraph in range(count):
        words = " ".join(f"lúa{paragraph * WORDS + word}" for word in range(WORDS))
        paragraphs.append(f"<p><span>{words}</span></p>")
    return "".join(paragraphs)


def words(paragraphs: int = PARAGRAPHS) -> set[str]:
    """What every chapter says."""
    return {f"lúa{number}" for number in range(paragraphs * WORDS)}


def book(names: tuple[str, ...] = NAMES, paragraphs: int = PARAGRAPHS) -> Epub:
    """A chapter for each of these, in their order."""
    made = epub(
        ["<p>.</p>"] * len(names),
        manifest='<item id="dot" href="dot.svg" media-type="image/svg+xml"/>',
    )
    made.put("OEBPS/dot.svg", DOT)
    cells = "".join(f"<td style='padding: 0 20px'>ô{number}</td>" for number in range(16))
    for number, name in enumerate(names, 1):
        body = _BODIES.get(name, _PLAIN).replace("{text}", _text(paragraphs)).replace("{cells}", cells)
        style = f"<style>{_SHEETS.get(name, '')}</style>"
        made.put(f"OEBPS/c{number}.xhtml", page(f"<h1>{name}</h1>{_HIDDEN}{body}", title=name, head=style))
    return made
