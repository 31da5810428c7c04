from library_pages.media.models.captions import Captions, CaptionsUpload
from library_pages.media.models.media import Media
from library_pages.media.models.part import MediaPart
from library_pages.media.models.recording import Chapter, Recording, RecordingPageMixin
from library_pages.media.models.rendition import Rendition

__all__ = [
    "Captions",
    "CaptionsUpload",
    "Chapter",
    "Media",
    "MediaPart",
    "Recording",
    "RecordingPageMixin",
    "Rendition",
]
