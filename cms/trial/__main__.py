"""`python -m cms.trial FOLDER`: what the library would make of each file in a folder; `make try FOLDER=…`.

Each file is uploaded and read in an empty installation, which is thrown away afterwards. The table says what it was
taken for, whether it was accepted, and in the words that a librarian reads why not, or what to look at.
"""

import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cms.run import environment
from cms.run.options import ROOT, Options
from cms.run.terminal import complain, say

_NO_BROKER: Final = "redis://127.0.0.1:1/0"  # nobody waits for these jobs: they are done here, one after the other


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when each file was accepted, or refused in words; 1 for a refusal without; 2 for no folder."""
    if str(ROOT / "collections") not in sys.path:
        sys.path.insert(1, str(ROOT / "collections"))  # a source root of its own
    folder = Path(arguments[0]).expanduser().resolve() if arguments and arguments[0] else None
    if folder is None or not folder.is_dir():
        complain("Say which folder to try: make try FOLDER=/path/to/files")
        return 2
    with tempfile.TemporaryDirectory(prefix="khovang-try-") as data:
        say("Making an empty library …")
        _install(Path(data))
        return _try(folder)


def _install(data: Path) -> None:
    values = {**environment.settings_for(Options(data=data), 0, 0), "REDIS_URL": _NO_BROKER}
    environment.apply(values, over=frozenset(values))
    import django  # noqa: PLC0415  (it reads the environment)
    from django.core.management import call_command  # noqa: PLC0415  (so does it)

    django.setup()
    logging.disable(logging.CRITICAL)  # the terminal is for the table
    call_command("migrate", interactive=False, verbosity=0)


def _try(folder: Path) -> int:
    from cms.trial.table import HEADS, Row, files_in, line  # noqa: PLC0415  (it wants the installation)

    say(line((*HEADS, "took")))
    rows = []
    for file in files_in(folder):
        rows.append(Row.of(file, folder))
        say(line((*rows[-1].cells(), f"{rows[-1].seconds:.1f} s")))
        for sentence in rows[-1].outcome.sentences:
            say(f"    {sentence}")
    accepted = sum(row.is_accepted for row in rows)
    silent = sum(not row.is_explained for row in rows)
    say(f"{len(rows)} files: {accepted} accepted, {len(rows) - accepted} refused, {silent} of these without a reason.")
    return int(bool(silent))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
