"""Where a file stands, as the templates of the file tab say it."""

from typing import Any

from library_pages.text.enums import SourceState, SourceWarning
from library_pages.text.models import SourceFile
from library_pages.text.selectors import state_of

OPEN_STATES = frozenset({SourceState.QUEUED, SourceState.READING})


def state_context(source: SourceFile) -> dict[str, Any]:
    """What the state's template needs."""
    state, percent = state_of(source)
    return {
        "source": source,
        "state": state,
        "percent": percent,
        "warning_sentences": [SourceWarning(code).label for code in source.warnings if code in SourceWarning.values],
    }
