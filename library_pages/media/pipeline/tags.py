"""What files say of themselves: tags as their probe hands them over, as bytes, and the description made of them."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from cms.foundation.text import nfc
from cms.foundation.vietnamese.repair import Letters, read_letters
from library_pages.media.pipeline.probing import Probe

_NUMBER: Final = re.compile(r"\s{0,9}(\d{1,5})\s{0,9}(?:/|\Z)")
_AS_MEANT: Final = frozenset({Letters.UTF_8, Letters.LATIN_1})
_YEAR: Final = 4
_NOBODY: Final = {"", "unknown", "unknown artist", "various artists"}


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


def description_of(probes: Sequence[Probe], names: Sequence[str]) -> dict[str, Any]:
    """Title, contributors, year and summary; of many files the album counts, since each file's title is a chapter's."""
    tags = probes[0].tags
    many = len(probes) > 1
    found: dict[str, Any] = {"title": _title(tags, names[0], many=many)}
    people = [(tags.get("album_artist") or tags.get("artist") or "", "aut"), (tags.get("composer", ""), "nrt")]
    found["contributors"] = [
        {"name": nfc(name).strip()[:255], "role": role} for name, role in people if name.lower().strip() not in _NOBODY
    ]
    year = (tags.get("date") or tags.get("year") or tags.get("creation_time") or "")[:_YEAR]
    if len(year) == _YEAR and year.isdigit():
        found["year"] = int(year)
    if summary := tags.get("description") or tags.get("synopsis") or tags.get("comment"):
        found["summary"] = nfc(summary)
    if publisher := tags.get("publisher"):
        found["publisher"] = nfc(publisher)
    return found


def _title(tags: dict[str, str], name: str, *, many: bool) -> str:
    said = tags.get("album") if many else tags.get("title") or tags.get("album")
    return nfc(said or PurePath(name).stem.replace("_", " ")).strip()[:255]
