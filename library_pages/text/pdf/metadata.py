"""What a PDF says of itself, and what its first pages say."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cms.foundation.vietnamese import legacy
from library_pages.text.words.cleaning import clean
from library_pages.text.words.language import language_of
from library_pages.text.words.people import is_somebody

# Titles that a program made up: the name of a file or of the program.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document ?\d*|presentation ?\d*|slide \d+|"
    r".*\.(?:docx?|pptx?|indd|qxd|tex|pdf|rtf|odt|cdr))$",
    re.IGNORECASE,
)
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_ISBN = re.compile(r"ISBN(?:-1[03])?[:\s]{0,3}((?:97[89][-– ]?)?[0-9][-– 0-9]{7,14}[0-9Xx])")
_FIRST_PAGES, _LAST_PAGES = 6, 2
_MAX_TEXT, _MAX_MANY = 500, 50


def read_metadata(info: Mapping[str, str], pages: Sequence[str], encoding: legacy.Encoding) -> dict[str, Any]:
    """Title, contributors, date, subjects, summary, isbn, language; what is empty or made by a program is left out."""

    def value_of(key: str) -> str:
        value = str(info.get(key) or "")
        converted = legacy.convert(value, encoding)
        better = legacy.vietnamese_share(converted) > legacy.vietnamese_share(value)
        return clean(converted if better else value)[:_MAX_TEXT]

    title, date = value_of("Title"), _DATE.match(str(info.get("CreationDate") or ""))
    first_and_last = (*pages[:_FIRST_PAGES], *pages[-_LAST_PAGES:])
    isbn = next((seen for page in first_and_last if (seen := _ISBN.search(page))), None)
    found = {
        "title": "" if _NO_TITLE.match(title) else title,
        "contributors": [{"name": person, "role": "aut"} for person in _people(value_of("Author"))],
        "date": "-".join(part for part in date.groups() if part) if date else "",
        "subjects": [word for part in re.split(r"[;,]", value_of("Keywords")) if (word := part.strip())][:_MAX_MANY],
        "summary": value_of("Subject"),
        "isbn": isbn[1].replace("–", "-").strip() if isbn else "",
        "language": language_of("", " ".join(pages[:40])),
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def _people(value: str) -> list[str]:
    parts = [part.strip() for part in re.split(r";|\s+(?:and|và|&)\s+", value)]
    people: list[str] = []
    for part in parts:
        by_comma = [piece.strip() for piece in part.split(",")]
        # "Nguyễn An, Trần Bình" are two people, "Melville, Herman" is one.
        people.extend(by_comma if all(" " in piece for piece in by_comma) else [part])
    return [person[:255] for person in people if is_somebody(person)][:_MAX_MANY]
