"""The codes of problems with their explanations, read from the functions that make them."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from cms.api.reference import Words, words_of
from cms.api.registry import problem_modules

_CODE: Final = re.compile(r'Problem\(\s*"([a-z0-9-]+)"')
_STATUS: Final = re.compile(r"status=(\d{3})")
_DEFAULT_STATUS: Final = 400


@dataclass(frozen=True, slots=True)
class ProblemReference:
    """A code, the status it comes with (0 where that depends), and when it comes."""

    code: str
    status: int
    words: Words


def problem_references() -> list[ProblemReference]:
    """All codes that the installed apps define, by code; where two apps share one, as the lower app explains it."""
    found: dict[str, ProblemReference] = {}
    for module in problem_modules():
        for each in _of_module(module):
            found.setdefault(each.code, each)
    return sorted(found.values(), key=lambda each: each.code)


def _of_module(module: ModuleType) -> Iterator[ProblemReference]:
    for _name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ != module.__name__:
            continue
        source = inspect.getsource(function)
        code = _CODE.search(source)
        if code is None:
            continue
        status = _STATUS.search(source)
        depends = "status=status" in source
        yield ProblemReference(
            code.group(1),
            int(status.group(1)) if status else 0 if depends else _DEFAULT_STATUS,
            words_of(inspect.getdoc(function) or ""),
        )
