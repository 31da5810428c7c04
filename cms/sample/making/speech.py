"""Synthetic Vietnamese speech from eSpeak NG, sentence by sentence, so that captions know when each is said."""

import re
import subprocess
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.sample.source_text import Chapter, Paragraph

RATE: Final = 22_050  # samples a second, as eSpeak NG makes them; 16 bits, one channel
_WORDS_A_MINUTE: Final = "140"
_BETWEEN_SENTENCES, _BETWEEN_PARAGRAPHS, _BETWEEN_CHAPTERS = 0.25, 0.45, 1.6  # seconds
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]*")
_LONGEST_CUE: Final = 84  # characters: two lines


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that is said, from one second to another."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Speech as 16-bit samples, what is said when, and where each chapter begins (seconds, title)."""

    samples: bytes
    cues: tuple[Cue, ...]
    chapters: tuple[tuple[float, str], ...]

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / RATE


def speak(chapters: Iterable[Chapter], folder: Path) -> Speech:
    """Read chapters aloud, their titles too; `folder` takes files in passing."""
    samples, cues, starts = bytearray(), list[Cue](), list[tuple[float, str]]()

    def now() -> float:
        return len(samples) / 2 / RATE

    for chapter in chapters:
        if samples:
            samples += _silence(_BETWEEN_CHAPTERS)
        starts.append((now(), chapter.title))
        texts = [block.plain for block in chapter.blocks if isinstance(block, Paragraph)]
        title = chapter.title if chapter.title.endswith("?") else f"{chapter.title}."
        for paragraph in (title, *texts):
            for sentence in _sentences(paragraph):
                start = now()
                samples += _said(sentence, folder)
                cues.append(Cue(start, now(), sentence))
                samples += _silence(_BETWEEN_SENTENCES)
            samples += _silence(_BETWEEN_PARAGRAPHS)
    samples += _silence(1)
    return Speech(bytes(samples), tuple(cues), tuple(starts))


def web_vtt(speech: Speech) -> str:
    """The captions as WebVTT (W3C, 2019)."""
    blocks = [f"{_time(cue.start)} --> {_time(cue.end)}\n{cue.text}\n" for cue in speech.cues]
    return "WEBVTT\n\n" + "\n".join(blocks)


def write_wave(speech: Speech, path: Path) -> None:
    """The speech as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(speech.samples)


def _sentences(paragraph: str) -> list[str]:
    found = [piece.strip() for piece in _SENTENCE.findall(paragraph)]
    merged: list[str] = []
    for piece in filter(None, found):
        # “Bịch! Bịch! Bịch!” is one cue, and so is a dash with what follows.
        if merged and len(merged[-1]) + len(piece) + 1 <= _LONGEST_CUE // 2:
            merged[-1] += f" {piece}"
        else:
            merged.append(piece)
    return merged


def _said(sentence: str, folder: Path) -> bytes:
    path = folder / "sentence.wav"
    words = re.sub(r"[–“”\"]", " ", sentence).replace("…", ".")
    subprocess.run(  # noqa: S603  (our own words)
        ["espeak-ng", "-v", "vi", "-s", _WORDS_A_MINUTE, "-w", str(path), words],  # noqa: S607  (the maker's machine)
        check=True,
    )
    with wave.open(str(path), "rb") as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise RuntimeError("eSpeak NG answered in another form than 16 bits, one channel, 22,050 Hz.")
        return _without_silence(file.readframes(file.getnframes()))


def _without_silence(samples: bytes) -> bytes:
    quiet, step = 200, 2 * (RATE // 100)  # of 32,768; ten milliseconds
    end = len(samples)
    while end > step and max(map(abs, memoryview(samples[end - step : end]).cast("h"))) < quiet:
        end -= step
    return samples[:end]


def _silence(seconds: float) -> bytes:
    return bytes(2 * round(RATE * seconds))


def _time(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
