"""Limits on reading one file, for the programs in the jail and for the site, which checks again what they left.

A small file can unpack to a thousand times its size. So each number has two limits: one for every file, and one that
grows with the file's size and leaves an honest book several times what such books come to.
"""

from typing import Final

PAGES: Final = 10_000
PASSAGES: Final = 40_000
CHARACTERS: Final = 40_000_000
"""Characters of all passages of one file together; a complete Bible has about five million."""

BLOCKS: Final = 1_000_000
"""Paragraphs, headings, cells of one book."""

DOCUMENT_BYTES: Final = 256 << 20
"""All chapters of one book as they are served; pictures written into them count."""

SECONDS: Final = 300
SECONDS_OF_PICTURE: Final = 30
MEMORY: Final = 2 << 30
FILE_BYTES: Final = 512 << 20
PACKAGE_BYTES: Final = (1 << 30) + (64 << 20)
"""All that a reading program leaves: the files of an archive, up to the limit of `safe_zip`, and what was found."""

PICTURE_PIXELS: Final = 60_000_000
COVER_BYTES: Final = 30 << 20
DESCRIPTION_BYTES: Final = 8 << 20
PASSAGE_BYTES: Final = 1 << 20
"""One passage with its locator, as JSON; 250 syllables come to some 3 kB, signs between them can be many more."""
FILES: Final = 10_000
DEPTH: Final = 32
"""Levels of a table of contents."""


def seconds_of(size: int) -> int:
    """Seconds that reading a file of `size` bytes may take: ten times what an honest book takes on a busy machine."""
    return min(SECONDS, 60 + size // 100_000)


def pages_of(size: int) -> int:
    """Most pages that a file of `size` bytes may have."""
    return min(PAGES, 100 + size // 100)


def passages_of(size: int) -> int:
    """Most passages that a file of `size` bytes may come to."""
    return min(PASSAGES, 1_000 + size // 40)


def characters_of(size: int) -> int:
    """Most characters of text that a file of `size` bytes may come to."""
    return min(CHARACTERS, 1_000_000 + 60 * size)
