"""`python -m tests.checks.extract`: messages of every application into its catalogues; `make messages`."""

import subprocess
import sys
from pathlib import Path

import polib

from cms.run.options import ROOT
from tests.checks.messages import LANGUAGES, without_settings
from tests.checks.sources import app_folders


def unguess(path: Path) -> None:
    """Empty what gettext has guessed from a similar message: a wrong sentence that looks right."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue.fuzzy_entries():
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entry.fuzzy = False
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        catalogue.save()


def main() -> int:
    """Extract; the sources decide which messages there are."""
    program = str(Path(sys.executable).with_name("django-admin"))
    languages = [word for language in LANGUAGES for word in ("--locale", language)]
    for app in app_folders():
        (ROOT / app / "locale").mkdir(exist_ok=True)
        command = [program, "makemessages", *languages, "--no-location", "--no-obsolete"]
        subprocess.run(command, cwd=ROOT / app, env=without_settings(ROOT), check=True)
        for path in sorted((ROOT / app / "locale").glob("*/LC_MESSAGES/django.po")):
            unguess(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
