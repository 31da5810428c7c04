"""What engines keep of resources and passages beside their words: as text, so that no engine has to understand it."""

import json
from dataclasses import asdict
from typing import Any

from cms.plugins.contract import Passage
from search.facets import GRADE
from search.port import ResourceDocument
from search.ranking import Card


def card_payload(resource: ResourceDocument) -> str:
    """The card of a resource as JSON."""
    card = {
        "id": resource.id,
        "title": resource.title,
        "subtitle": resource.subtitle,
        "contributors": resource.contributors,
        "subjects": resource.subjects,
        "grades": [int(grade) for grade in resource.facets.get(GRADE, ())],
        "added": resource.added,
        "popularity": resource.popularity,
        "sort_key": resource.sort_key,
        "work": resource.work_key,
        "precedence": resource.precedence,
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
