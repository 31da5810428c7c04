"""Read the sample's recordings aloud and draw the film: `python -m cms.sample.making.recordings`.

Wants espeak-ng and ffmpeg on the machine. The files are committed, so loading the sample wants neither.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cms.sample import content
from cms.sample.making.slides import SLIDES
from cms.sample.making.speech import Speech, speak, web_vtt, write_wave
from cms.sample.recordings import SampleRecording, all_recordings

_FRAMES: Final = 24  # a second
_TARGET, _CEILING = -18.0, "0.631"  # LUFS, and -4 dB: AAC adds up to 1.6 dB to a true peak of -2
_PLAIN: Final = ("-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-fflags", "+bitexact")
_SOUND: Final = ("-c:a", "aac", "-b:a", "40k", "-ac", "1", "-flags:a", "+bitexact")


def make(recorded: SampleRecording, folder: Path) -> None:
    """Write the recording and its captions in place of the committed ones."""
    speech = speak(recorded.chapters, folder)
    sound, marks = folder / "speech.wav", folder / "marks.txt"
    write_wave(speech, sound)
    marks.write_text(_ffmetadata(recorded, speech), "utf-8")
    louder = f"volume={_TARGET - _loudness(sound):.2f}dB,alimiter=limit={_CEILING}:level=false"
    if recorded.is_film:
        pictures = _pictures(recorded, speech, folder)
        _ffmpeg(
            *("-f", "concat", "-safe", "0", "-i", str(pictures), "-i", str(sound), "-i", str(marks)),
            *("-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2"),
            *("-vf", f"fps={_FRAMES},format=yuv420p", "-c:v", "libx264", "-preset", "slow", "-crf", "27"),
            *(
                "-g",
                str(2 * _FRAMES),
                "-keyint_min",
                str(2 * _FRAMES),
                "-sc_threshold",
                "0",
                "-flags:v",
                "+cgop+bitexact",
            ),
            *("-af", louder, *_SOUND, "-t", f"{speech.seconds:.3f}", "-movflags", "+faststart", str(recorded.file)),
        )
    else:
        _ffmpeg(
            *("-i", str(sound), "-i", str(marks), "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"),
            *("-af", louder, *_SOUND, "-movflags", "+faststart", "-f", "ipod", str(recorded.file)),
        )
    recorded.captions.write_text(web_vtt(speech), "utf-8")


def _pictures(recorded: SampleRecording, speech: Speech, folder: Path) -> Path:
    """A list for ffmpeg's concat demuxer: each slide for as long as its chapter is speech."""
    ends = [start for start, _ in speech.chapters[1:]] + [speech.seconds]
    lines = []
    for number, (draw, (start, title), end) in enumerate(zip(SLIDES, speech.chapters, ends, strict=True)):
        name = f"slide-{number}.png"
        (folder / name).write_bytes(draw(title).png())
        lines.append(f"file {name}\nduration {end - start:.4f}")
    listing = folder / "slides.txt"
    # The demuxer leaves the last duration out unless the file is named once more.
    listing.write_text("\n".join([*lines, f"file slide-{len(lines) - 1}.png"]), "utf-8")
    return listing


def _ffmetadata(recorded: SampleRecording, speech: Speech) -> str:
    entry = recorded.entry
    names = {role: name for name, role in entry.people}
    # Audiobooks say by convention who reads as the composer.
    people = [f"artist={names['aut']}", f"composer={names['nrt']}"]
    head = [";FFMETADATA1", f"title={entry.title}", *people, f"date={entry.year}", "language=vie"]
    ends = [start for start, _ in speech.chapters[1:]] + [speech.seconds]
    for (start, title), end in zip(speech.chapters, ends, strict=True):
        head += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start * 1000:.0f}", f"END={end * 1000:.0f}", f"title={title}"]
    return "\n".join(head) + "\n"


def _loudness(sound: Path) -> float:
    """Integrated loudness in LUFS (EBU R 128)."""
    said = _ffmpeg("-i", str(sound), "-af", "ebur128=framelog=verbose", "-f", "null", "-", level="info")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])


def _ffmpeg(*words: str, level: str = "error") -> str:
    plain = [level if word == "error" else word for word in _PLAIN]
    done = subprocess.run(["ffmpeg", *plain, *words], check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stderr


def main() -> int:
    content.RECORDINGS.mkdir(exist_ok=True)
    for recorded in all_recordings():
        with TemporaryDirectory() as folder:
            make(recorded, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
