"""Template filter of the reader page."""

from typing import Any

from django import template

from khovang_poem.passages import parts

register = template.Library()


@register.filter
def stanzas(page: Any) -> list[str]:
    """The stanzas of a poem."""
    return parts(page)
