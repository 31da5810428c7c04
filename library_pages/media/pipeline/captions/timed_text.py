"""TTML and DFXP (W3C Timed Text Markup Language 2): an XML document whose elements carry times."""

import re
from dataclasses import dataclass, field
from math import inf
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from library_pages.media.pipeline.captions.cues import MAX_CUES, CaptionsError, Cue, tidied

_CLOCK: Final = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,9})?)(?::(\d{1,3})(?:\.\d{1,3})?)?\Z")
_OFFSET: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)\Z")
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^<>]*\?>")
_UNITS: Final = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_DEEPEST: Final = 100


@dataclass(slots=True)
class _Element:
    """An open element: its times in seconds, and the pieces of text that it collects or that its parent does."""

    begin: float
    end: float
    words: list[str] = field(default_factory=list)
    own: bool = False


class _Reader:
    """Collects cues while the parser goes through the document; nothing of the tree is kept."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self._open = [_Element(0.0, inf)]
        self._frames, self._ticks = 30.0, 0.0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST or len(self.cues) > MAX_CUES:
            raise CaptionsError("captions-format")
        name = _local(tag)
        said = {_local(key): value[:40] for key, value in attributes.items()}
        if name == "tt":
            self._set_rates(said)
        parent = self._open[-1]
        begin = parent.begin + (self._seconds(said.get("begin", "")) or 0.0)
        stop, length = self._seconds(said.get("end", "")), self._seconds(said.get("dur", ""))
        end = min(parent.end, parent.begin + stop if stop is not None else begin + length if length else parent.end)
        own = name == "p" or (name == "span" and "begin" in said)
        if name == "br":
            parent.words.append("\n")
        words = [] if own or name in {"metadata", "head"} else parent.words
        self._open.append(_Element(begin, end, words, own))

    def data(self, text: str) -> None:
        """A piece of its text; the ends of lines in it are white space like any other."""
        self._open[-1].words.append(text.replace("\n", " "))

    def end(self, _tag: str) -> None:
        element = self._open.pop()
        if element.own and element.end < inf:
            self.cues.append(Cue(element.begin, element.end, tidied(_lines(element.words))))

    def close(self) -> list[Cue]:
        return self.cues

    def _set_rates(self, said: dict[str, str]) -> None:
        frames, times = said.get("frameRate", ""), said.get("frameRateMultiplier", "1 1").split()
        if frames.isdecimal() and int(frames):
            self._frames = float(frames)
        if len(times) == 2 and all(part.isdecimal() and int(part) for part in times):  # noqa: PLR2004
            self._frames *= int(times[0]) / int(times[1])
        ticks = said.get("tickRate", "")
        self._ticks = float(ticks) if ticks.isdecimal() else 0.0

    def _seconds(self, said: str) -> float | None:
        if clock := _CLOCK.match(said.strip()):
            return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3]) + int(clock[4] or 0) / self._frames
        if offset := _OFFSET.match(said.strip()):
            units = _UNITS | {"f": 1 / self._frames, "t": 1 / (self._ticks or self._frames)}
            return float(offset[1]) * units[offset[2]]
        return None


def cues_of(text: str) -> list[Cue]:
    """Each timed paragraph, or timed span in one.

    Raises:
        CaptionsError: `captions-format`: it is no sound XML, or declares entities.
    """
    reader = _Reader()
    parser = DefusedXMLParser(target=reader, encoding="utf-8", forbid_dtd=True)
    try:
        parser.feed(_DECLARATION.sub("", text, count=1).encode())
        parser.close()
    except (ParseError, DefusedXmlException) as error:
        raise CaptionsError("captions-format") from error
    return reader.cues


def _lines(words: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in "".join(words).split("\n")]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
