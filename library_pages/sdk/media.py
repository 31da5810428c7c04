"""Recordings as content: the mix-in `RecordingPageMixin`, and what a declaration names for them."""

from library_pages.media.models import RecordingPageMixin
from library_pages.media.playing.opening import open_recording
from library_pages.media.selectors.lengths import lengths

__all__ = ["RecordingPageMixin", "lengths", "open_recording"]
