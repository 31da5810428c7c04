"""Reads a file of captions, apart from the site: `<file> <rate>`, the film's frames a second or 0.

Prints one JSON object: `{"cues": [[start, end, text], …], "letters": …}` or `{"refused": code}`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from library_pages.media.pipeline.captions.cues import CaptionsError
from library_pages.media.pipeline.captions.reading import read


def main(arguments: list[str]) -> None:
    file, rate = arguments
    said: dict[str, Any]
    try:
        cues, letters = read(Path(file).read_bytes(), float(rate))
        said = {"cues": [[cue.start, cue.end, cue.text] for cue in cues], "letters": letters}
    except CaptionsError as error:
        said = {"refused": str(error)}
    sys.stdout.write(json.dumps(said))
