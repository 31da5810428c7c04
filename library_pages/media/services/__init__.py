from library_pages.media.services.captions import put_captions, remove_captions
from library_pages.media.services.chapters import retitle_chapters
from library_pages.media.services.reading import read_now
from library_pages.media.services.uploads import accept, cancel, retry
from library_pages.media.services.working import process_now

__all__ = [
    "accept",
    "cancel",
    "process_now",
    "put_captions",
    "read_now",
    "remove_captions",
    "retitle_chapters",
    "retry",
]
