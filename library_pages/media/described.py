"""What files say of themselves, in the shape of `text.SourceFile.metadata`."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from cms.foundation.text import nfc
from library_pages.media.probing import Probe

_YEAR: Final = 4
_NOBODY: Final = {"", "unknown", "unknown artist", "various artists"}


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
