from library_pages.media.selectors.lengths import lengths
from library_pages.media.selectors.passages import passages_of_page
from library_pages.media.selectors.playback import Playback, playback_of
from library_pages.media.selectors.progress import state_of

__all__ = [
    "Playback",
    "lengths",
    "passages_of_page",
    "playback_of",
    "state_of",
]
