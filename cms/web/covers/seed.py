"""What a cover is drawn from: the hash of title and type."""

from hashlib import sha256
from random import Random

from cms.foundation.text import nfc


class Seed:
    """Bytes that choose, a generator for hill lines, and ids that no other cover of the page has."""

    def __init__(self, title: str, slug: str) -> None:
        self.bytes = sha256(nfc(f"{title}|{slug}").lower().encode()).digest()
        # Mersenne Twister's random() is promised to give the same row in every Python version.
        self._random = Random(int.from_bytes(self.bytes))  # noqa: S311  (draws hills, guards nothing)
        self._ids = 0

    def __getitem__(self, index: int) -> int:
        return self.bytes[index]

    def between(self, low: float, high: float) -> float:
        """The next number of the row."""
        return low + (high - low) * self._random.random()

    def identifier(self) -> str:
        self._ids += 1
        return f"k{self.bytes[:4].hex()}-{self._ids}"
