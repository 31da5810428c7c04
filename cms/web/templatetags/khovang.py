"""Components as template tags: `{% load khovang %}`."""

from datetime import date
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.plugins.registry import all_types
from cms.web import doors, icons, looks, mascot
from cms.web.covers.repeats import tell_apart
from cms.web.shapes import Cover, TypeMark

register = template.Library()


@register.simple_tag
def icon(name: str, weight: str = "bold") -> SafeString:
    """An icon by its Phosphor name; the word must stand beside it."""
    return mark_safe(icons.use(name, weight))  # noqa: S308  (the name is looked up in a fixed set)


@register.simple_tag
def type_mark(mark: TypeMark, side: int = 26) -> SafeString:
    """A type's mark, 26, 30, 44 or 52 px: filled icons under 36 px."""
    weight = "fill" if side < 36 else "regular"  # noqa: PLR2004  (the rule's own number)
    size = "" if side == 26 else f" mark--{side}"  # noqa: PLR2004
    drawn = mark_safe(icons.use(mark.icon, weight))  # noqa: S308  (as above)
    return format_html('<span class="mark{} t-{}" title="{}">{}</span>', size, mark.slug, mark.label, drawn)


@register.simple_tag
def cover(shape: Cover | None, lazy: str = "") -> SafeString:
    """A cover, drawn or photographed; `lazy="lazy"` for those below the first view. Decoration: no text of its own."""
    if shape is None:
        return SafeString("")
    if shape.svg:
        return shape.svg
    loading = mark_safe(' loading="lazy"') if lazy else ""
    return format_html(
        '<img class="cover" src="{}" width="{}" height="{}" alt="" decoding="async"{}>',
        shape.src,
        shape.width or "",
        shape.height or "",
        loading,
    )


@register.simple_tag
def nghe(holds: str = "book") -> SafeString:
    return mark_safe(mascot.nghe(holds))  # noqa: S308  (drawn from constants)


@register.simple_tag
def progress(percent: int) -> SafeString:
    """A track filled to `percent` (0 to 100); the words stand beside it."""
    share = min(max(percent, 0), 100)
    return format_html(
        '<svg class="progress" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect width="{}" height="10"/></svg>',
        share,
    )


@register.simple_tag
def type_marks() -> SafeString:
    """The marks of all installed types, for the script to copy from."""
    return format_html_join("", "{}", ((type_mark(looks.mark_of(kind)),) for kind in all_types()))


@register.simple_tag
def types_css() -> str:
    """The address of the installed types' colours."""
    return reverse("web:types_css", args=[looks.style_sheet_version()])


@register.simple_tag
def month(day: date) -> str:
    """The month under the big day of a dated line."""
    return date_format(day, pgettext("date format of the month under a day", "M"))


@register.simple_tag
def say(words: str) -> SafeString:
    """The speaker of grades 1 and 2, beside what it reads aloud; the script shows it where there is a voice."""
    return format_html(
        '<button type="button" class="say" data-say="{}" aria-label="{}" hidden>{}</button>',
        words,
        _("Listen: %(words)s") % {"words": words},
        icon("speaker-high", "fill"),
    )


@register.simple_tag
def welcome() -> str:
    """What the speaker at the gate of the house says."""
    return doors.welcome()


class SpriteNode(template.Node):
    """Renders what it holds, tells copies of a cover apart, and adds the symbols of all icons used."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The content, then the sprite."""
        html = tell_apart(self.nodelist.render(context))
        return mark_safe(html + icons.sprite(html))  # noqa: S308  (the sprite is made from a fixed set)


@register.tag
def sprite(parser: Parser, token: Token) -> SpriteNode:
    """`{% sprite %}…{% endsprite %}` around the body of a page."""
    nodelist = parser.parse(("endsprite",))
    parser.delete_first_token()
    return SpriteNode(nodelist)


class PartNode(template.Node):
    """Renders a component with one shape as its context, isolated from the page."""

    def __init__(self, name: str, shape: FilterExpression, options: dict[str, FilterExpression]) -> None:
        self.name, self.shape, self.options = name, shape, options

    def render(self, context: Context) -> SafeString:
        """The component; nothing for a shape that is None or empty."""
        shape = self.shape.resolve(context)
        if not shape:
            return SafeString("")
        values: dict[str, Any] = {key: value.resolve(context) for key, value in self.options.items()}
        values |= {"it": shape, "csrf_token": context.get("csrf_token"), "request": context.get("request")}
        engine = context.template.engine if context.template is not None else None
        if engine is None:
            raise template.TemplateSyntaxError("{% part %} works inside a template only.")
        rendered = engine.get_template(f"web/parts/{self.name}.html").render(Context(values))
        # A file ends in a line break, which would be a space before the comma or quotation mark that follows.
        return mark_safe(rendered.strip())  # noqa: S308  (a template has escaped it)


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """`{% part "shelf" shelf level=2 %}` renders web/parts/shelf.html with the shape as `it`."""
    bits = token.split_contents()[1:]
    minimum = 2
    if len(bits) < minimum:
        raise template.TemplateSyntaxError("{% part %} wants a name and a shape.")
    options = dict(bit.split("=", 1) for bit in bits[minimum:])
    return PartNode(
        bits[0].strip("\"'"),
        parser.compile_filter(bits[1]),
        {key: parser.compile_filter(value) for key, value in options.items()},
    )
