"""How types look on the site: their mark, their tile, and the style sheet made from their declarations."""

from functools import cache
from hashlib import sha256

from django.utils.safestring import SafeString, mark_safe

from cms.plugins import registry
from cms.plugins.contract import ResourceType, TypeStyle
from cms.web.covers.drawing import canvas
from cms.web.covers.motifs import MOTIFS, SIDE
from cms.web.covers.palette import GOLD, deep
from cms.web.shapes import TypeMark

GONE = TypeStyle()


def mark_of(declaration: ResourceType | None, label: str = "") -> TypeMark:
    """The mark of a type; a type whose plugin is gone gets the neutral one with the given label."""
    if declaration is None:
        return TypeMark(slug="gone", label=label, icon=GONE.icon)
    return TypeMark(slug=declaration.slug, label=label or str(declaration.label), icon=declaration.style.icon)


@cache
def style_sheet() -> str:
    """Custom properties for each installed type: class `t-<slug>` sets its colours and its height on a shelf."""
    rules = [_rule("gone", GONE), *(_rule(declaration.slug, declaration.style) for declaration in registry.all_types())]
    return "".join(rules)


@cache
def style_sheet_version() -> str:
    """Changes when the style sheet does; part of its address, so that browsers may keep it for ever."""
    return sha256(style_sheet().encode()).hexdigest()[:12]


def _rule(slug: str, style: TypeStyle) -> str:
    width, height = canvas(style.form)
    return (
        f".t-{slug}{{--t-fill:{style.fill};--t-on:{style.on};--t-deep:{style.deep};--t-tint:{style.tint};"
        f"--t-mate:{style.mate};--t-h:{style.shelf_height};--t-w:{round(style.shelf_height * width / height)}}}\n"
    )


@cache
def tile(style: TypeStyle, number: int) -> SafeString:
    """A square of cement tiles in the colours of a type, its motif by the type's place in the list."""
    ground, layers = MOTIFS[number % len(MOTIFS)]
    colours = {"a": style.fill, "b": deep(style), "c": style.mate if number % 2 else GOLD}
    shapes = "".join(
        f'<path d="{shape}" transform="translate({x} {y}) scale({sx} {sy})" fill="{colours[key]}" '
        f'stroke="{colours[key]}" stroke-width=".8"/>'
        for key, shape in layers
        for left in (0, SIDE)
        for top in (0, SIDE)
        for x, y, sx, sy in (
            (left, top, 1, 1),
            (left + SIDE, top, -1, 1),
            (left, top + SIDE, 1, -1),
            (left + SIDE, top + SIDE, -1, -1),
        )
    )
    # Colours were checked by plugins.E006 and shapes are ours: nothing here comes from a person.
    return mark_safe(  # noqa: S308
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="20 20 120 120" aria-hidden="true" focusable="false">'
        f'<rect width="160" height="160" fill="{colours[ground]}"/>{shapes}</svg>'
    )
