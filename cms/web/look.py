"""The reader's own switches: easy letters and high contrast, kept in one cookie that says nothing else."""

from typing import Final

from django.http import HttpRequest

from cms.web.shapes import Look

COOKIE: Final = "look"
MAX_AGE: Final = 365 * 24 * 3600  # seconds
_EASY, _CONTRAST = "easy", "contrast"


def look_of(request: HttpRequest) -> Look:
    """What the cookie says; anything unknown in it is left out."""
    words = request.COOKIES.get(COOKIE, "").split(".")
    return Look(easy=_EASY in words, contrast=_CONTRAST in words)


def toggled(look: Look, switch: str) -> Look:
    """The look after one switch was pressed; another word changes nothing."""
    if switch == _EASY:
        return Look(easy=not look.easy, contrast=look.contrast)
    if switch == _CONTRAST:
        return Look(easy=look.easy, contrast=not look.contrast)
    return look


def as_cookie(look: Look) -> str:
    """The value of the cookie; empty for the usual look."""
    return ".".join(word for word, on in ((_EASY, look.easy), (_CONTRAST, look.contrast)) if on)
