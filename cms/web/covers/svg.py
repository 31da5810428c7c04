"""Small pieces of SVG. Presentation attributes only: a `style` attribute would be blocked by the site's policy."""

from html import escape

from cms.web.covers.lines import Setting, cut
from cms.web.covers.palette import INK, PAPER
from cms.web.covers.seed import Seed

CREATOR = 11.5
SERIF = "Literata,Georgia,serif"
SANS = "Bricolage Grotesque Variable,Bricolage Grotesque,system-ui,sans-serif"
BASELINE = 0.83  # of the line box of 1.22, where Literata's baseline lies: (1.22 / 2 + .22) em


def n(value: float) -> str:
    """A number as short as it can be, to a tenth."""
    return f"{round(value, 1):g}"


def rect(place: tuple[float, float, float, float], fill: str, rest: str = "") -> str:
    """A filled rectangle at (x, y, width, height)."""
    x, y, w, h = place
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" fill="{fill}"{rest}/>'


def circle(x: float, y: float, r: float, fill: str, rest: str = "") -> str:
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{rest}/>'


def clipped(seed: Seed, shape: str, content: str) -> str:
    """Content inside a shape."""
    name = seed.identifier()
    return f'<clipPath id="{name}">{shape}</clipPath><g clip-path="url(#{name})">{content}</g>'


def title(setting: Setting, x: float, top: float, fill: str, *, middle: bool = False) -> str:
    """The lines of a title from `top` px down."""
    anchor = ' text-anchor="middle"' if middle else ""
    spans = "".join(
        f'<tspan x="{n(x)}" y="{n(top + i * setting.leading + BASELINE * setting.size)}">{escape(line)}</tspan>'
        for i, line in enumerate(setting.lines)
    )
    return (
        f'<text font-family="{SERIF}" font-weight="500" font-size="{n(setting.size)}" fill="{fill}"{anchor}>'
        f"{spans}</text>"
    )


def creator(text: str, at: tuple[float, float], room: float, fill: str, *, middle: bool = False) -> str:
    """The creator in one line, `room` px long at most, its baseline at (x, y); nothing without one."""
    if not text:
        return ""
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{n(at[0])}" y="{n(at[1])}" font-family="{SANS}" font-weight="500" font-size="{CREATOR}" '
        f'fill="{fill}"{anchor}>'
        f"{escape(cut(text, room, CREATOR, 'creator'))}</text>"
    )


def cover(seed: Seed, size: tuple[int, int], radius: int, ground: str, content: str) -> str:
    """The whole picture, clipped to its shape and rounded off by a hairline; a keyline where the ground is ink.

    In a box of another shape it stands at the bottom: on its shelf.
    """
    w, h = size
    shape = f'<rect width="{w}" height="{h}" rx="{radius}"/>'
    line, opacity = (PAPER, ".28") if ground == INK else (INK, ".16")
    edge = (
        f'<rect x=".5" y=".5" width="{w - 1}" height="{h - 1}" rx="{max(radius - 0.5, 0):g}" fill="none" '
        f'stroke="{line}" stroke-opacity="{opacity}"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" class="cover" '
        f'preserveAspectRatio="xMidYMax" aria-hidden="true" focusable="false">'
        f"{clipped(seed, shape, rect((0, 0, w, h), ground) + content)}{edge}</svg>"
    )
