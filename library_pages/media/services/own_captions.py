"""Captions that were found inside the file of a recording."""

from collections.abc import Sequence
from typing import Any, Final

from cms.foundation.vietnamese.legacy import is_vietnamese
from library_pages.catalogue.enums import LANGUAGES
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.enums import CaptionsNote
from library_pages.media.models import Recording
from library_pages.media.pipeline.captions.cues import CaptionsError, Cue, in_order, tidied
from library_pages.media.services.captions import take_captions
from library_pages.media.services.reading import within

# ISO 639-2, both of its forms where there are two, as files name languages.
_CODES: Final = {
    "vie": "vi",
    "eng": "en",
    "fre": "fr",
    "fra": "fr",
    "chi": "zh",
    "zho": "zh",
    "jpn": "ja",
    "kor": "ko",
    "khm": "km",
}
_OTHER: Final = "mul"
_SAMPLE: Final = 500  # cues


def add(recording: Recording, tracks: Sequence[dict[str, Any]]) -> bool:
    """Take the fullest track of each language in which there are no captions yet; whether there was one."""
    there = set(recording.captions.values_list("language", flat=True))
    there |= set(recording.captions_uploads.values_list("language", flat=True))
    labels = {code: str(label) for code, label in LANGUAGES}
    added = False
    # What is shown only where another language is spoken says little.
    for track in sorted(tracks, key=lambda each: (each["forced"], -len(each["cues"]))):
        cues = [Cue(start, end, tidied(text.split("\n"))) for start, end, text in track["cues"]]
        language = _language(track["language"].lower(), cues)
        if language in there:
            continue
        try:
            kept = within(in_order(cues), recording.duration)
        except (CaptionsError, RefusedError):
            continue
        take_captions(recording, kept, language=language, label=labels[language], notes=[CaptionsNote.FROM_FILE])
        there.add(language)
        added = True
    return added


def _language(said: str, cues: Sequence[Cue]) -> str:
    known = {code for code, _label in LANGUAGES}
    short = _CODES.get(said, said[:2] if said[2:3] in {"", "-", "_"} else "")
    if short in known:
        return short
    return "vi" if is_vietnamese("\n".join(cue.text for cue in cues[:_SAMPLE])) else _OTHER
