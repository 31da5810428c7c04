"""Phosphor icons: a page shows them by `<use>` and carries one sprite of those that it uses."""

import json
import re
from functools import cache
from pathlib import Path

STAND_IN = "file-text"
WEIGHTS = ("regular", "bold", "fill")
_USED = re.compile(r'<use href="#i-([a-z0-9-]+)_(regular|bold|fill)"')


@cache
def _all() -> dict[str, dict[str, str]]:
    icons: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("phosphor.json").read_text("utf-8"))
    return icons


def known(name: str) -> bool:
    """Whether the committed set has this icon; another name is shown as `file-text`."""
    return name in _all()


def use(name: str, weight: str = "bold") -> str:
    """An icon as SVG, hidden from screen readers: the word stands beside it.

    Raises:
        ValueError: there is no such weight.
    """
    if weight not in WEIGHTS:
        raise ValueError(f"{weight!r} is not one of {', '.join(WEIGHTS)}.")
    name = name if known(name) else STAND_IN
    return f'<svg class="i" aria-hidden="true" focusable="false"><use href="#i-{name}_{weight}"/></svg>'


def sprite(html: str) -> str:
    """The symbols of all icons that the HTML uses; empty when it uses none."""
    used = sorted(set(_USED.findall(html)))
    if not used:
        return ""
    symbols = "".join(
        f'<symbol id="i-{name}_{weight}" viewBox="0 0 256 256">{_all()[name][weight]}</symbol>' for name, weight in used
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true" hidden>{symbols}</svg>'
