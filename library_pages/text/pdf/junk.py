"""What stands in front of a PDF: answers of a web server, a mail's head, bytes of a broken download."""

from pathlib import Path
from typing import Final

HEADER: Final = b"%PDF-"
WITHIN: Final = 1024  # ISO 32000-1, implementation note 13 of annex H: readers look no further
LOOKED_THROUGH: Final = 64 << 10


def length_of_junk(head: bytes) -> int:
    """How many bytes have to be cut off the front for readers to see a PDF; `head` is the first 64 kB of the file.

    0 when readers find its header by themselves: what they count from it is right then.
    """
    at = head.find(HEADER)
    return at if at > WITHIN - len(HEADER) else 0


def begins_at(file: Path) -> int:
    """Where a PDF begins in its file."""
    with file.open("rb") as stream:
        return length_of_junk(stream.read(LOOKED_THROUGH))
