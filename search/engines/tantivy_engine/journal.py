"""Operations as lines of the journal that a rebuild replays."""

import json
from dataclasses import asdict
from typing import Any

from cms.plugins.contract import Passage
from search.port import Delete, Operation, Put, ResourceDocument

_TUPLES = ("visible_to", "contributors", "subjects", "tags")


def line_of(operation: Operation) -> str:
    """One line, with its end."""
    kind = "delete" if isinstance(operation, Delete) else "put"
    return f"{json.dumps({kind: asdict(operation)})}\n"


def operation_of(line: str) -> Operation:
    held: dict[str, dict[str, Any]] = json.loads(line)
    if "delete" in held:
        return Delete(**held["delete"])
    resource = dict(held["put"]["resource"])
    resource |= {name: tuple(resource[name]) for name in _TUPLES}
    resource["facets"] = {name: tuple(values) for name, values in resource["facets"].items()}
    return Put(ResourceDocument(**resource), tuple(Passage(**passage) for passage in held["put"]["passages"]))
