"""`python -m tests.checks.sdk`: what authors of types import changes only with the number of the contract (ADR 0040).

docs/reference/sdk.txt holds the names and signatures of the last contract that was released. What the package has today
may add to them by a minor step, and take away, change or demand something by a major one. `--write` keeps what it has
now, when a contract is released.
"""

import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from cms.plugins.contract import CONTRACT
from cms.run.options import ROOT
from tests.checks.sources import report

PACKAGE: Final = "library_pages.sdk"
KEPT: Final = Path("docs/reference/sdk.txt")
_SUITE: Final = "testing"
_REQUIRED: Final = " (required)"
_FIRST: Final = "contract "
_MODULE: Final = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])")

Version = tuple[int, int]


def modules() -> list[ModuleType]:
    """The modules of the public package but the suite, which is run and not imported from; Django is set up."""
    package = import_module(PACKAGE)
    names = [module.name for module in pkgutil.iter_modules(package.__path__) if module.name != _SUITE]
    return [import_module(f"{PACKAGE}.{name}") for name in names]


def surface() -> list[str]:
    """One line for each public name, field, member and method."""
    return sorted(
        line
        for module in modules()
        for name in module.__all__
        for line in _of(f"{module.__name__.removeprefix(f'{PACKAGE}.')}.{name}", getattr(module, name))
    )


def faults(before: Iterable[str], now: Iterable[str], released: Version, contract: Version) -> Iterator[str]:
    """What was taken away, changed or added without the step that it needs."""
    old, new = set(before), set(now)
    known = {_name(line) for line in old}
    gone, come = sorted(old - new), sorted(new - old)
    demands = [line for line in come if line.endswith(_REQUIRED) and _name(line).rpartition(".")[0] in known]
    if gone or demands:
        needed = (released[0] + 1, 0)
        what = [f"no longer as in contract {_text(released)}: {line}" for line in gone]
        what += [f"what authors have not written yet is demanded: {line}" for line in demands]
    elif come:
        needed, what = (
            (released[0], released[1] + 1),
            [f"new since contract {_text(released)}: {line}" for line in come],
        )
    else:
        return
    if contract < needed:
        yield from what
        yield f"So CONTRACT in cms/plugins/contract.py must be {_text(needed)} or more; it is {_text(contract)}."


def read(text: str) -> tuple[Version, list[str]]:
    """The contract that was released, and its lines."""
    first, *lines = text.splitlines()
    major, _, minor = first.removeprefix(_FIRST).partition(".")
    return (int(major), int(minor)), lines


def written(contract: Version, lines: Iterable[str]) -> str:
    return "\n".join([f"{_FIRST}{_text(contract)}", *lines, ""])


def _of(name: str, thing: Any) -> Iterator[str]:
    if not inspect.isclass(thing):
        yield f"{name}{_signature(thing)}" if callable(thing) else f"{name}: {type(thing).__name__}"
    elif issubclass(thing, Enum):
        yield f"{name}: an enumeration"
        yield from (f"{name}.{member.name} = {member.value}" for member in thing)
    elif is_dataclass(thing):
        yield f"{name}: a data class"
        for each in fields(thing):
            has_default = each.default is not MISSING or each.default_factory is not MISSING
            yield f"{name}.{each.name}: {_of_type(each.type)}{'' if has_default else _REQUIRED}"
        yield from (f"{name}.{each}: a property" for each, value in vars(thing).items() if isinstance(value, property))
    else:
        yield f"{name}: a class"
        yield from _of_class(name, thing)


def _of_class(name: str, thing: type) -> Iterator[str]:
    """What the class itself brings; what it overrides of a base has the signature of the base."""
    required = getattr(thing, "__abstractmethods__", ())
    bases = thing.__mro__[1:]
    if hasattr(thing, "_meta"):
        inherited = {field.name for base in bases if hasattr(base, "_meta") for field in base._meta.get_fields()}
        yield from (f"{name}.{each.name}: a field" for each in _fields(thing) if each.name not in inherited)
    if issubclass(thing, Exception):
        yield f"{name}{_signature(thing)}"
    for attribute, kind in inspect.get_annotations(thing).items():
        if not attribute.startswith("_") and not any(hasattr(base, attribute) for base in bases):
            yield f"{name}.{attribute}: {_of_type(kind)}{'' if hasattr(thing, attribute) else _REQUIRED}"
    for attribute, value in vars(thing).items():
        if attribute.startswith("_") or any(hasattr(base, attribute) for base in bases):
            continue
        if isinstance(value, property):
            yield f"{name}.{attribute}: a property"
        elif inspect.isfunction(value):
            yield f"{name}.{attribute}{_signature(value)}{_REQUIRED if attribute in required else ''}"


def _fields(model: Any) -> list[Any]:
    """Without what other apps relate to it: each installed type would change the contract by its own page."""
    app = model._meta.app_label
    return [
        each
        for each in model._meta.get_fields()
        if not (each.auto_created and each.is_relation) or each.related_model._meta.app_label == app
    ]


def _signature(thing: Any) -> str:
    return _bare(str(inspect.signature(thing)))


def _of_type(kind: object) -> str:
    return _bare(kind if isinstance(kind, str) else inspect.formatannotation(kind))


def _bare(annotation: str) -> str:
    """Without the modules that its classes come from: where they lie is not public."""
    return _MODULE.sub("", annotation)


def _name(line: str) -> str:
    """The dotted name with which a line begins."""
    return line.partition(":")[0].partition("(")[0].partition(" ")[0]


def _text(version: Version) -> str:
    return ".".join(map(str, version))


def main(arguments: list[str]) -> int:
    import django

    django.setup()
    if arguments == ["--write"]:
        (ROOT / KEPT).write_text(written(CONTRACT, surface()), "utf-8")
        return 0
    released, before = read((ROOT / KEPT).read_text("utf-8"))
    return report(
        list(faults(before, surface(), released, CONTRACT)),
        "Raise it, and say in docs/guides/plugins.md what an author has to do; ADR 0040 says what each step means.",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
