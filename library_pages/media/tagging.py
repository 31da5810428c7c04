"""The texts of a file, which its probe hands over as bytes: read in the letters that they were stored in."""

import re
from typing import Any, Final

from cms.foundation.vietnamese.repair import Letters, read_letters

_NUMBER: Final = re.compile(r"\s{0,9}(\d{1,5})\s{0,9}(?:/|\Z)")
_AS_MEANT: Final = frozenset({Letters.UTF_8, Letters.LATIN_1})


def with_texts(found: dict[str, Any]) -> dict[str, Any]:
    """What `jail.probe` printed, with tags and titles of chapters as text; `letters` names an encoding that was mended.

    What was refused has none.
    """
    if "refused" in found:
        return found
    tags, chapters = found["tags"], found["chapters"]
    texts, letters = read_letters(
        [value.encode("latin-1", "replace") for value in (*tags.values(), *(each["title"] for each in chapters))]
    )
    titles = texts[len(tags) :]
    return found | {
        "tags": dict(zip(tags, texts, strict=False)),
        "chapters": [each | {"title": title} for each, title in zip(chapters, titles, strict=True)],
        "letters": "" if letters in _AS_MEANT else letters,
    }


def track_of(tags: dict[str, str]) -> tuple[int, int] | None:
    """Number of the disc (0: none said) and of the track on it; None when no track is said."""
    track, disc = _NUMBER.match(tags.get("track", "")), _NUMBER.match(tags.get("disc", ""))
    return (int(disc[1]) if disc else 0, int(track[1])) if track and int(track[1]) else None
