"""What a player does with a recording: fetches all that its lists name, and decodes it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from django.test import Client

from library_pages.media.pipeline.ffmpeg import discovery
from library_pages.media.playing.opening import playback_of

if TYPE_CHECKING:
    from pathlib import Path

    from library_pages.media.models import Recording


def fetch(recording: Recording, folder: Path) -> dict[str, str]:
    """Everything behind the master playlist, into this folder; the text of each list by its path."""
    base = playback_of(recording).hls_url.rpartition("/")[0] + "/"
    client, lists, seen = Client(), {}, set()
    wanted = ["master.m3u8"]
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(base + path)
        assert response.status_code == 200, path
        body = b"".join(response.streaming_content)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
        if path.endswith(".m3u8"):
            lists[path] = body.decode()
            below = path.rpartition("/")[0]
            wanted += [f"{below}/{name}" if below else name for name in named_in(lists[path])]
    return lists


def named_in(text: str) -> list[str]:
    """The addresses that a playlist names."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return lines + re.findall(r'URI="([^"]+)"', text)


def decode(folder: Path) -> dict[str, tuple[float, int]]:
    """Decode each rung that was fetched, strictly: a fault in any byte fails; seconds and frames by rung."""
    return {
        rung.name: _decoded(folder / f"{rung.name}.mp4", [rung / "init.mp4", *sorted(rung.glob("*.m4s"))])
        for rung in _rungs(folder)
    }


def decode_each(folder: Path) -> dict[str, list[int]]:
    """Decode each segment that was fetched alone, as a player that begins there; frames of each by rung."""
    return {
        rung.name: [
            _decoded(folder / "one.mp4", [rung / "init.mp4", segment])[1] for segment in sorted(rung.glob("*.m4s"))
        ]
        for rung in _rungs(folder)
    }


def _rungs(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/init.mp4"))


def _decoded(joined: Path, pieces: list[Path]) -> tuple[float, int]:
    joined.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    command = [
        *(discovery.binary(), "-hide_banner", "-v", "error", "-xerror", "-i", str(joined)),
        *("-progress", "pipe:1", "-f", "null", "-"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    frames = re.findall(r"frame=(\d+)", done.stdout)
    return int(re.findall(r"out_time_us=(\d+)", done.stdout)[-1]) / 1e6, int(frames[-1]) if frames else 0
