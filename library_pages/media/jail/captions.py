"""Reads a file of captions, apart from the site: `captions.py <file> <rate>`, the film's frames a second or 0.

Prints one JSON object: `{"cues": [[start, end, text], …], "letters": …}` or `{"refused": code}`.
"""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def main(arguments: list[str]) -> None:
    """Read and say."""
    _without_celery()
    from library_pages.media.captions.cues import CaptionsError
    from library_pages.media.captions.reading import read

    file, rate = arguments
    said: dict[str, Any]
    try:
        cues, letters = read(Path(file).read_bytes(), float(rate))
        said = {"cues": [[cue.start, cue.end, cue.text] for cue in cues], "letters": letters}
    except CaptionsError as error:
        said = {"refused": str(error)}
    sys.stdout.write(json.dumps(said))


def _without_celery() -> None:
    """Let `cms.foundation.vietnamese` be imported without `cms/__init__.py`, which loads Celery: half of the start."""
    found = importlib.util.find_spec("cms")
    if found is not None and found.submodule_search_locations is not None:
        package = ModuleType("cms")
        package.__path__ = list(found.submodule_search_locations)
        sys.modules["cms"] = package


if __name__ == "__main__":
    main(sys.argv[1:])
