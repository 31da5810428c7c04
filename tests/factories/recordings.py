"""Recordings as the pipeline leaves them, without the bytes of one, and pages that play them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from cms.foundation import clock
from library_pages.media.enums import ChapterSource, RecordingKind, RecordingState
from library_pages.media.models import Captions, Chapter, Media, Recording
from library_pages.types.audiobook.models import AudiobookPage
from library_pages.types.video.models import VideoPage

if TYPE_CHECKING:
    from library_pages.catalogue.models import ShelfPage

_numbers = count(1)
_PAGES = {RecordingKind.AUDIO: AudiobookPage, RecordingKind.VIDEO: VideoPage}


def recording(
    state: RecordingState = RecordingState.COMPLETE,
    *,
    kind: RecordingKind = RecordingKind.AUDIO,
    name: str = "phần 1.mp3",
    chapters: tuple[tuple[str, float], ...] = (("Mở đầu", 0), ("Trăng lên", 120.5)),
    cues: tuple[tuple[float, float, str], ...] = (),
    **fields: Any,
) -> Recording:
    """A recording of five minutes in this state, with these chapters (title, start) and captions."""
    moment = clock.now()
    made = Recording.objects.create(
        kind=kind, state=state, profile="0" * 16, uploaded_at=moment, **{"duration": 300.0, **fields}
    )
    Media.objects.create(title=name, type=kind, original_name=name, size=1, recording=made, sha256="0" * 64)
    for order, (title, start) in enumerate(chapters):
        Chapter.objects.create(
            recording=made, order=order, start=start, end=300, title=title, source=ChapterSource.CONTAINER
        )
    if cues:
        Captions.objects.create(
            recording=made, language="vi", label="Tiếng Việt", cues=[list(cue) for cue in cues], uploaded_at=moment
        )
    return made


def page(
    shelf: ShelfPage, title: str = "", *, played: Recording | None = None, live: bool = True, **fields: Any
) -> Any:
    """A page that plays a recording, published unless told."""
    played = played or recording()
    model = _PAGES[RecordingKind(played.kind)]
    return shelf.add_child(
        instance=model(title=title or f"Bản ghi số {next(_numbers)}", live=live, recording=played, **fields)
    )
