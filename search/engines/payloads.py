"""What engines keep of works and passages beside their words: as text, so that no engine has to understand it."""

import json
from dataclasses import asdict
from typing import Any

from cms.plugins.contract import Passage
from search.facets import GRADE
from search.port import WorkDocument
from search.ranking import Card


def card_payload(work: WorkDocument) -> str:
    """The card of a work as JSON."""
    card = {
        "id": work.id,
        "title": work.title,
        "subtitle": work.subtitle,
        "contributors": work.contributors,
        "subjects": work.subjects,
        "grades": [int(grade) for grade in work.facets.get(GRADE, ())],
        "added": work.added,
        "popularity": work.popularity,
        "sort_key": work.sort_key,
    }
    return json.dumps(card, ensure_ascii=False)


def card_of(payload: str | bytes) -> Card:
    held: dict[str, Any] = json.loads(payload)
    for name in ("contributors", "subjects", "grades"):
        held[name] = tuple(held[name])
    return Card(**held)


def passage_payload(passage: Passage) -> str:
    """A passage as JSON."""
    return json.dumps(asdict(passage), ensure_ascii=False)


def passage_of(payload: str | bytes) -> Passage:
    return Passage(**json.loads(payload))
