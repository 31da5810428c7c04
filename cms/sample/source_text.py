"""The notation of the sample texts: front matter, `# ` headings, paragraphs, `**bold**` and pictures.

It is a small part of Markdown, so that a text can be corrected in any editor; anything else in it is an error.
"""

import re
from dataclasses import dataclass

from cms.foundation.text import nfc

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([a-z0-9.-]+)\)\Z")


class SourceTextError(ValueError):
    """A sample text that does not keep to the notation."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; parts between `**` are bold."""

    text: str

    @property
    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces with whether each is bold."""
        return tuple((piece, bool(number % 2)) for number, piece in enumerate(self.text.split("**")) if piece)

    @property
    def plain(self) -> str:
        """The text without marks of emphasis."""
        return self.text.replace("**", "")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the name of its file, with the words that stand for it."""

    alt: str
    file: str


Block = Paragraph | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """Words of the paragraphs: in Vietnamese what stands between blanks, dashes not counted."""
        plain = (block.plain for block in self.blocks if isinstance(block, Paragraph))
        return sum(any(char.isalnum() for char in word) for text in plain for word in text.split())


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text with its front matter."""

    front: dict[str, str]
    chapters: tuple[Chapter, ...]

    @property
    def words(self) -> int:
        return sum(chapter.words for chapter in self.chapters)


def parse(text: str) -> SourceText:
    """Read a text in the notation above.

    Raises:
        SourceTextError: no front matter, text before the first heading, a heading with nothing under it, bold text
            without an end.
    """
    text = nfc(text)
    found = _FRONT.match(text)
    if found is None:
        raise SourceTextError("The text has to begin with front matter between two lines of dashes.")
    front = dict(_pair(line) for line in found[1].splitlines())
    before, *parts = re.split(r"^# ", text[found.end() :], flags=re.MULTILINE)
    if before.strip() or not parts:
        raise SourceTextError("Every text stands under a heading that begins with “# ”.")
    return SourceText(front, tuple(_chapter(part) for part in parts))


def _pair(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not value.strip():
        raise SourceTextError(f"A line of front matter is “name: value”, not “{line}”.")
    return name.strip(), value.strip()


def _chapter(part: str) -> Chapter:
    title, _, rest = part.partition("\n")
    blocks = tuple(_block(" ".join(piece.split())) for piece in re.split(r"\n\s*\n", rest) if piece.strip())
    if not blocks:
        raise SourceTextError(f"Nothing stands under “{title}”.")
    return Chapter(title.strip(), blocks)


def _block(text: str) -> Block:
    picture = _PICTURE.match(text)
    if picture:
        return Picture(alt=picture[1], file=picture[2])
    if text.count("**") % 2:
        raise SourceTextError(f"Bold text without an end: “{text[:60]}”.")
    return Paragraph(text)
