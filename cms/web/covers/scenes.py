"""Four landscapes, flat shapes in five colours."""

from math import ceil

from cms.web.covers.palette import View
from cms.web.covers.seed import Seed
from cms.web.covers.svg import circle, n, rect

Size = tuple[float, float]  # width and height in px


def scene(seed: Seed, kind: int, view: View, size: Size, horizon: float = 0.62) -> str:
    """A landscape over w×h px from the origin; `horizon` is where the land begins, as a share of the height."""
    w, h = size
    short = min(size)
    disc = circle(
        w * seed.between(0.32, 0.66), h * seed.between(0.30, 0.40), short * seed.between(0.20, 0.27), view.disc
    )
    land = (_karst, _hills, _grass, _terraces)[kind % 4]
    return rect((0, 0, w, h), view.sky) + disc + land(seed, view, size, horizon * h)


def _ridge(seed: Seed, size: Size, y: float, swing: float, colour: str) -> str:
    """A soft line of hills from edge to edge, filled down to the foot."""
    w, h = size
    a, b, c, d = (y + seed.between(-swing, swing) for _ in range(4))
    return (
        f'<path d="M0 {n(a)}C{n(w * 0.25)} {n(b)} {n(w * 0.35)} {n(b - swing / 2)} {n(w * 0.5)} {n(c)}'
        f'S{n(w * 0.8)} {n(d)} {n(w)} {n(a - swing / 2)}V{n(h)}H0Z" fill="{colour}"/>'
    )


def _karst(seed: Seed, view: View, size: Size, top: float) -> str:
    """Limestone humps behind a sea of fish-scale waves."""
    w, h = size
    sea = top + (h - top) * 0.42
    humps, x = [], -w * 0.08
    while x < w:
        width, height = w * seed.between(0.16, 0.26), (sea - top) * seed.between(0.7, 1.25)
        foot = n(sea + 6)
        humps.append(
            f"M{n(x)} {foot}C{n(x + width * 0.1)} {n(sea - height)} {n(x + width * 0.75)} {n(sea - height * 1.1)} "
            f"{n(x + width * 1.15)} {foot}Z"
        )
        x += width * 0.8
    middle = "".join(humps[::2])
    back = "".join(humps[1::2])
    return (
        f'<path d="{back}" fill="{view.back}"/><path d="{middle}" fill="{view.middle}"/>'
        + rect((0, sea, w, h - sea), view.front)
        + waves(seed, (view.front, view.middle), size, sea)
    )


def waves(seed: Seed, colours: tuple[str, str], size: Size, top: float) -> str:
    """Rows of scales from `top` down to `h`, each row half a scale aside of the one above."""
    (ground, line), (w, h) = colours, size
    radius = max(min(w, 288) / 16, 9.0)
    name = seed.identifier()
    columns, step = ceil(w / (2 * radius)) + 1, radius * 0.62
    scale = circle(0, 0, radius, ground) + "".join(
        circle(0, 0, radius * share, "none", f' stroke="{line}" stroke-width="{n(radius * 0.17)}"')
        for share in (0.86, 0.52)
    )
    first = f'<g id="{name}">{scale}</g>'
    row = seed.identifier()
    line_of = "".join(f'<use href="#{name}" x="{n(i * 2 * radius)}"/>' for i in range(1, columns))
    y, parts, index = top + radius * 0.6, [], 1
    while y + index * step < h + radius:
        shift = -radius if index % 2 else 0
        parts.append(f'<use href="#{row}" x="{n(shift)}" y="{n(index * step)}"/>')
        index += 1
    return f'<g transform="translate(0 {n(y)})"><g id="{row}">{first}{line_of}</g>{"".join(parts)}</g>'


def _hills(seed: Seed, view: View, size: Size, top: float) -> str:
    """Three hills, one behind the other."""
    room = size[1] - top
    return "".join(
        _ridge(seed, size, top + room * share, room * 0.13, colour)
        for share, colour in ((0.08, view.back), (0.36, view.middle), (0.66, view.front))
    )


def _grass(seed: Seed, view: View, size: Size, top: float) -> str:
    """A hill with blades of grass before it."""
    w, h = size
    room = h - top
    blades = []
    count = 12
    for index in range(count):
        x = w * (index + seed.between(-0.3, 0.3)) / (count - 1)
        tall, lean, thick = room * seed.between(0.45, 1.05), w * seed.between(-0.11, 0.11), w * 0.05
        colour = (view.middle, view.front, view.back if view.back != view.sky else view.middle)[index % 3]
        blades.append(
            f'<path d="M{n(x - thick)} {n(h)}Q{n(x)} {n(h - tall * 0.6)} {n(x + lean)} {n(h - tall)}'
            f'Q{n(x + thick)} {n(h - tall * 0.5)} {n(x + thick)} {n(h)}Z" fill="{colour}"/>'
        )
    return _ridge(seed, size, top + room * 0.1, room * 0.1, view.back) + "".join(blades)


def _terraces(seed: Seed, view: View, size: Size, top: float) -> str:
    """Rice terraces: bands that follow one another down the slope."""
    w, h = size
    room = h - top
    bend = room * seed.between(0.06, 0.14) * (1 if seed.between(0, 1) > 0.5 else -1)  # noqa: PLR2004  (a coin)
    parts = [_ridge(seed, size, top + room * 0.08, room * 0.08, view.back)]
    for index, colour in enumerate((view.middle, view.front, view.middle, view.front)):
        y = top + room * (0.3 + index * 0.18)
        parts.append(
            f'<path d="M0 {n(y)}C{n(w * 0.3)} {n(y - bend)} {n(w * 0.65)} {n(y - bend)} {n(w)} {n(y + bend)}'
            f'V{n(h)}H0Z" fill="{colour}"/>'
        )
    return "".join(parts)
