"""`python -m bench [NAME [--quick]]`: runs one benchmark; `make bench NAME=lists ARGS=--quick`.

The last line is one JSON object: {"bench": name, "figures": {figure: {"value": v, "goal": g, "better": "lower"}}}.
"""

import importlib
import sys
from pathlib import Path

HELPERS = {"__init__", "__main__", "corpus", "measure", "place"}


def names() -> list[str]:
    """The benchmarks that there are."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in HELPERS)


def main(arguments: list[str]) -> int:
    """The exit code: 2 when no benchmark was named."""
    wanted = [argument for argument in arguments if not argument.startswith("-")]
    unknown = [argument for argument in arguments if argument.startswith("-") and argument != "--quick"]
    if len(wanted) != 1 or wanted[0] not in names() or unknown:
        for name in names():
            first = (importlib.import_module(f"bench.{name}").__doc__ or "").partition("\n")[0]
            print(f"{name:<10} {first}")
        return 2
    measured = importlib.import_module(f"bench.{wanted[0]}").run(quick="--quick" in arguments)
    print("\n".join(measured.lines(wanted[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
