"""Draws the cover of a form."""

from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from django.utils.safestring import SafeString, mark_safe

from cms.foundation.text import nfc
from cms.plugins.contract import CoverForm, TypeStyle
from cms.web.covers.forms import board, codex, disc, masthead, prints, screen, sheet, tablet
from cms.web.covers.seed import Seed
from cms.web.shapes import Cover

Form = Callable[[Seed, TypeStyle, str, str], str]

_FORMS: dict[CoverForm, ModuleType] = {
    CoverForm.CODEX: codex,
    CoverForm.TABLET: tablet,
    CoverForm.DISC: disc,
    CoverForm.BOARD: board,
    CoverForm.SCREEN: screen,
    CoverForm.PRINTS: prints,
    CoverForm.MASTHEAD: masthead,
    CoverForm.SHEET: sheet,
}


def canvas(form: CoverForm) -> tuple[int, int]:
    """Width and height of a form in px."""
    module = _FORMS[form]
    return (module.SIDE, module.SIDE) if form is CoverForm.DISC else (module.W, module.H)


@lru_cache(maxsize=512)
def draw(style: TypeStyle, slug: str, title: str, creator: str = "") -> SafeString:
    """The cover as an SVG document, `aria-hidden`, the same bytes for the same input on every machine.

    `slug` is the type's; title and creator are taken in NFC and escaped. Letters stay text: the page's own fonts show
    them, so this is for pages of the site and not for mail.
    """
    drawn: Form = _FORMS[style.form].draw
    # Everything that comes from outside was escaped where it was set: covers.svg.
    return mark_safe(drawn(Seed(title, slug), style, nfc(title), nfc(creator)))  # noqa: S308


def cover_for(style: TypeStyle, slug: str, title: str, creator: str = "") -> Cover:
    """The same as a shape for templates."""
    width, height = canvas(style.form)
    return Cover(svg=draw(style, slug, title, creator), width=width, height=height)
