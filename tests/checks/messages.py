"""`python -m tests.checks.messages`: every sentence a person sees is there in Vietnamese and English.

The messages are extracted anew in a copy of each application and compared with its catalogues, so a catalogue can't lag
behind its sources. `allowed-messages.toml` lists what may be the same in Vietnamese, with the reason.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import polib

from cms.run.options import ROOT
from tests.checks.sources import app_folders, report, tracked

LANGUAGES = ("vi", "en")
ALLOWED = Path(__file__).with_name("allowed-messages.toml")
_FORMS = {"vi": 1, "en": 2}  # of number; Vietnamese has no plural
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")
_VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")


def faults(root: Path = ROOT) -> Iterator[str]:
    """One line for each message that is missing, left over, empty, fuzzy, untranslated or inconsistent."""
    allowed = tomllib.loads(ALLOWED.read_text("utf-8"))
    files = tracked(root)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = list(app_folders(root))
        for extracted in pool.map(partial(extract, root, files), folders):
            yield from _of_app(root, extracted, allowed["same"], allowed["names"])
    yield from _conflicts(root, folders)


def _conflicts(root: Path, folders: list[Path]) -> Iterator[str]:
    """Django merges all catalogues: of two translations of one message the second would silently be replaced."""
    for language in LANGUAGES:
        first: dict[tuple[str, str], tuple[Path, list[str]]] = {}
        for app in sorted(folders):
            label = app / "locale" / language / "LC_MESSAGES" / "django.po"
            for entry in polib.pofile(str(root / label)) if (root / label).exists() else []:
                forms = [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
                other, said = first.setdefault((entry.msgctxt or "", entry.msgid), (label, forms))
                if forms != said and not entry.obsolete:
                    yield (
                        f"{label}: {entry.msgid!r} is {forms} here and {said} in {other}; only one is ever shown. "
                        "Say the same, or give one a context (pgettext)."
                    )


def extract(root: Path, files: list[Path], app: Path) -> tuple[Path, set[tuple[str, str]]]:
    """The application and what gettext finds in its sources: (context, message id) pairs."""
    with tempfile.TemporaryDirectory(prefix="kv-messages-") as place:
        for path in files:
            if path.is_relative_to(app) and path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                target = Path(place, path.relative_to(app))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, target)
        Path(place, "locale").mkdir()
        program = str(Path(sys.executable).with_name("django-admin"))  # `-m django` would import an app's own modules
        command = [program, "makemessages", "-l", "vi", "--no-location", "--no-obsolete"]
        done = subprocess.run(
            command, cwd=place, env=without_settings(root), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"{app}: {done.stderr}")
        made = Path(place, "locale", "vi", "LC_MESSAGES", "django.po")
        found = polib.pofile(str(made)) if made.exists() else []
        return app, {(entry.msgctxt or "", entry.msgid) for entry in found}


def without_settings(root: Path) -> dict[str, str]:
    """No settings: extraction needs none, and an application that can't be loaded has messages too."""
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**ours, "PYTHONPATH": str(root)}


def _of_app(
    root: Path, extracted: tuple[Path, set[tuple[str, str]]], same: dict[str, str], names: dict[str, str]
) -> Iterator[str]:
    app, wanted = extracted
    for _context, message in sorted(wanted):
        plain = message
        for name in names:
            plain = plain.replace(name, "")
        if _VIETNAMESE.search(plain):
            yield f"{app}: {message!r} is not English; message ids are (ADR 0015)."
    for language in LANGUAGES:
        path = root / app / "locale" / language / "LC_MESSAGES" / "django.po"
        label = path.relative_to(root)
        if not path.exists():
            if wanted:
                yield f"{label}: is not there, and {len(wanted)} messages want it."
            continue
        entries = polib.pofile(str(path))
        have = {(entry.msgctxt or "", entry.msgid) for entry in entries if not entry.obsolete}
        yield from (f"{label}: {message!r} is missing." for _, message in sorted(wanted - have))
        yield from (f"{label}: {message!r} is in no source any more." for _, message in sorted(have - wanted))
        for entry in entries:
            yield from (f"{label}: {entry.msgid!r} {fault}" for fault in _of_entry(entry, language, same))


def _of_entry(entry: polib.POEntry, language: str, same: dict[str, str]) -> Iterator[str]:
    forms = [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
    if entry.obsolete:
        yield "is obsolete; remove it."
    if entry.fuzzy:
        yield "is fuzzy."
    if not all(forms):
        yield "has no translation."
        return
    if entry.msgid_plural and len(forms) != _FORMS[language]:
        yield f"has {len(forms)} forms of number instead of {_FORMS[language]}."
    if language == "vi" and entry.msgid in forms and entry.msgid not in same:
        yield f"is not translated; if it is the same in Vietnamese, say why in {ALLOWED.name}."
    singular, plural = _placeholders(entry.msgid), _placeholders(entry.msgid_plural or entry.msgid)
    for form in forms:
        if _placeholders(form) not in (singular, plural):
            yield f"has other placeholders in {form!r}."
        if form != form.strip() and entry.msgid == entry.msgid.strip():
            yield "has white space around its translation."


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text.replace("%%", "")))


if __name__ == "__main__":
    sys.exit(report(list(faults()), "Extract with `make messages`, then fill in what is new."))
