"""Syllables that a mistyped or misheard word may have been: the closed list bounds the guessing.

One edit is enough; two edits on words of three or four letters match everything.
"""

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from search.understanding.rimes import by_sound, folded_syllables, sound_key

_MIN_LENGTH = 3
_MAX_LENGTH = 20
_MAX_FOREIGN = 600


@lru_cache(maxsize=4096)
def neighbours(word: str) -> tuple[str, ...]:
    """Candidates for a folded word, the sound-alikes first; foreign words get all words one edit away."""
    if len(word) < _MIN_LENGTH or len(word) > _MAX_LENGTH or not word.isascii() or not word.isalpha():
        return ()
    sounds = by_sound().get(sound_key(word), ())
    edits = list(dict.fromkeys(_edits(word)))
    near = [edit for edit in edits if edit in folded_syllables()]
    if not sounds and not near:
        near = edits[:_MAX_FOREIGN]
    return tuple(dict.fromkeys(other for other in (*sounds, *near) if other != word))


def _edits(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        for letter in ascii_lowercase:
            yield word[:place] + letter + word[place + 1 :]
    for place in range(len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:place] + letter + word[place:]
