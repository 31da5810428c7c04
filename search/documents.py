"""Ready-made strings of terms for an engine, and documents back from what it stored."""

import json
from dataclasses import asdict
from typing import Any

from search.port import PassageDocument, WorkDocument
from search.understanding import tokens

# Weights of the fields of a work and of a passage (search.md 4.2); starting points.
WORK_WEIGHTS = {"title": 8.0, "people": 5.0, "about": 3.0, "summary": 1.0}
BIGRAM_WEIGHT, EXACT_WEIGHT = 0.5, 0.3
WORK_FIELDS = tuple(WORK_WEIGHTS)


def work_strings(work: WorkDocument) -> dict[str, str]:
    """Terms of a work by field: the four of WORK_WEIGHTS, `bigrams`, `exact` and `isbn`."""
    parts = {
        "title": f"{work.title} {work.subtitle}",
        "people": " · ".join(work.contributors),
        "about": " · ".join((*work.subjects, *work.tags)),
        "summary": work.summary,
    }
    analysed = {name: tokens.analyse(text) for name, text in parts.items()}
    return {
        **{name: folded for name, (folded, _bigrams, _exact) in analysed.items()},
        "bigrams": " ".join(analysed[name][1] for name in ("title", "people", "summary")),
        "exact": " ".join(analysed[name][2] for name in ("title", "people")),
        "isbn": work.isbn,
    }


def passage_strings(passage: PassageDocument) -> dict[str, str]:
    """Terms of a passage: `body`, `bigrams`, `exact`."""
    folded, bigrams, exact = tokens.analyse(f"{passage.heading} {passage.body}" if passage.order == 0 else passage.body)
    return {"body": folded, "bigrams": bigrams, "exact": exact}


def dump(document: WorkDocument | PassageDocument) -> str:
    """The document as JSON, to be stored beside its terms."""
    return json.dumps(asdict(document), ensure_ascii=False, separators=(",", ":"))


def load_work(raw: str) -> WorkDocument:
    """A work from its JSON."""
    values: dict[str, Any] = json.loads(raw)
    for name in ("visible_to", "contributors", "subjects", "tags"):
        values[name] = tuple(values[name])
    values["facets"] = {name: tuple(found) for name, found in values["facets"].items()}
    return WorkDocument(**values)


def load_passage(raw: str) -> PassageDocument:
    """A passage from its JSON."""
    return PassageDocument(**json.loads(raw))
