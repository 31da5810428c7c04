from library_pages.media.selectors.lengths import lengths
from library_pages.media.selectors.passages import passages_of
from library_pages.media.selectors.progress import state_of

__all__ = [
    "lengths",
    "passages_of",
    "state_of",
]
