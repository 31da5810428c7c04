"""`python -m tests.checks.stubs`: whether typings/ promises what the installed packages do not have.

mypy believes a stub whatever the package has become, so a name or a parameter that an upgrade took away would be
noticed in production. mypy's stubtest compares each stub with the imported module. What a stub leaves out, or says more
precisely than the package, is its purpose and no fault.
"""

import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from mypy.nodes import TypeInfo
from mypy.stubtest import get_stub, parse_options, test_stubs

from cms.run.options import ROOT
from tests.checks.sources import report

TYPINGS: Final = ROOT / "typings"
# Without the plugin for Django, which would explain types of fields: here it is about names alone.
_CONFIGURATION: Final = """[mypy]
explicit_package_bases = true
namespace_packages = true
ignore_missing_imports = true
disable_error_code = misc, override, valid-type, var-annotated
"""
_PROMISED: Final = re.compile(r"is not present at runtime|runtime does not have parameter")
_NOTHING_COMPARED: Final = re.compile(r"failed to (?:import|find)|(?:^|: )error:")


def broken(packages: Iterable[str], typings: Path = TYPINGS) -> Iterator[str]:
    """Lines of stubtest that name what a package lacks, or say that nothing could be compared.

    What a class takes over from one of Django's is left to whoever wrote that stub.
    """
    for line in _compared(packages, typings):
        if _NOTHING_COMPARED.search(line) or (
            _PROMISED.search(line) and _is_written(line.partition(" ")[0].split("."))
        ):
            yield line


def faults() -> Iterator[str]:
    """One line for each promise that is broken; Django is set up, since most of the packages hold models."""
    import django

    django.setup()
    yield from broken(sorted(path.name for path in TYPINGS.iterdir() if path.is_dir()))


def _compared(packages: Iterable[str], typings: Path) -> list[str]:
    os.environ["MYPYPATH"] = str(typings)
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as file, tempfile.TemporaryDirectory() as folder:
        file.write(_CONFIGURATION)
        file.flush()
        options = ["--ignore-missing-stub", "--concise", "--mypy-config-file", file.name, *packages]
        # In the project's folder each stub would be found twice, by two names.
        with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()) as said:
            test_stubs(parse_options(options))
    return said.getvalue().splitlines()


def _is_written(path: list[str]) -> bool:
    """Whether the stub says this name itself, and has it from no base class."""
    ends = (end for end in range(len(path) - 1, 0, -1) if get_stub(".".join(path[:end])))
    end = next(ends, 0)
    stub = get_stub(".".join(path[:end]))
    names = stub.names if stub else {}
    for name in path[end:]:
        if name not in names:
            return False
        node = names[name].node
        names = node.names if isinstance(node, TypeInfo) else {}
    return True


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    sys.exit(report(list(faults()), "Mend the stub in typings/: it is believed, whatever the package has."))
