"""Readium Locators as clients send them: known members only, clamped.

A package can forge any message of its own session, so nothing of it is kept that is not needed to find the place again.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Final

from cms.foundation.text import nfc
from library_pages.reading.problems import locator_not_valid

MAX_BYTES: Final = 4096  # of the cleaned locator as JSON in UTF-8
MAX_POSITION: Final = 1_000_000
_HREF, _TYPE, _TITLE, _LABEL, _FRAGMENT, _QUOTE = 1024, 100, 300, 16, 1024, 200
_MOST_FRAGMENTS: Final = 4
# What PostgreSQL's JSON can't hold: NUL and halves of a surrogate pair; the other controls are never part of a place.
_UNSTORABLE: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def cleaned(locator: object) -> dict[str, Any]:
    """The locator with its known members: `href`, `type`, `title`, `locations`, `text`.

    Numbers are brought into their range, texts into NFC and to their length. `locations.label`, the number that is
    printed on a page, is ours: Readium's positions are counted from one.

    Raises:
        Problem: 422 `locator-not-valid`: no object, without address or place in the whole, or too big.
    """
    if not isinstance(locator, Mapping):
        raise locator_not_valid("not an object")
    href, kind = _whole(locator.get("href"), _HREF), _whole(locator.get("type"), _TYPE)
    if not href or not kind:
        raise locator_not_valid("href and type are needed")
    places = locator.get("locations")
    locations = _locations(places if isinstance(places, Mapping) else {})
    if "totalProgression" not in locations:
        raise locator_not_valid("locations.totalProgression is needed")
    found = {"href": href, "type": kind, "title": _text(locator.get("title"), _TITLE).strip(), "locations": locations}
    quote = locator.get("text")
    if isinstance(quote, Mapping):
        found["text"] = _present({name: _text(quote.get(name), _QUOTE) for name in ("before", "highlight", "after")})
    result = _present(found)
    if len(json.dumps(result, ensure_ascii=False).encode()) > MAX_BYTES:
        raise locator_not_valid(f"more than {MAX_BYTES} bytes")
    return result


def progression_of(locator: Mapping[str, Any]) -> float:
    """Place in the whole publication, 0 to 1, of a cleaned locator."""
    return float(locator["locations"]["totalProgression"])


def _locations(given: Mapping[str, Any]) -> dict[str, Any]:
    fragments = given.get("fragments")
    kept = [_whole(one, _FRAGMENT) for one in fragments[:_MOST_FRAGMENTS]] if isinstance(fragments, list) else []
    position = _number(given.get("position"))
    return _present(
        {
            "progression": _share(given.get("progression")),
            "totalProgression": _share(given.get("totalProgression")),
            "position": None if position is None else int(min(max(position, 1), MAX_POSITION)),
            "label": _whole(given.get("label"), _LABEL),
            "offset": _share(given.get("offset")),
            "partialCfi": _whole(given.get("partialCfi"), _FRAGMENT),
            "cssSelector": _whole(given.get("cssSelector"), _FRAGMENT),
            "fragments": [one for one in kept if one],
        }
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:  # an integer of hundreds of digits
        return None
    return number if math.isfinite(number) else None


def _share(value: object) -> float | None:
    number = _number(value)
    return None if number is None else round(min(max(number, 0.0), 1.0), 6)


def _text(value: object, length: int) -> str:
    """Cut to its length. Spaces at the ends stay: the three parts of a quotation are one text."""
    return nfc(_UNSTORABLE.sub(" ", value))[:length] if isinstance(value, str) else ""


def _whole(value: object, length: int) -> str:
    """The text unshortened, or nothing: half an address leads elsewhere."""
    is_whole = isinstance(value, str) and len(value) <= length and not _UNSTORABLE.search(value)
    return value.strip() if is_whole and isinstance(value, str) else ""


def _present(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}
