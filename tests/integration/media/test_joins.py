"""Chunks that are made apart: every frame stands where it stood in the source."""

import subprocess

import pytest

from library_pages.media.pipeline import planning
from library_pages.media.pipeline.ffmpeg import discovery
from library_pages.media.pipeline.hls import boxes
from tests.factories import media, playing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STEP, LEVELS = 8, 28  # brightness from frame to frame


def levels_of(file):
    """Mean brightness of every frame."""
    command = [discovery.binary(), "-v", "error", "-i", str(file), "-vf", "scale=1:1:flags=area", "-pix_fmt", "gray"]
    done = subprocess.run(
        [*command, "-fps_mode", "passthrough", "-f", "rawvideo", "-"], capture_output=True, check=True
    )
    return list(done.stdout)


@pytest.mark.parametrize("rate", ["24", "25", "30000/1001", "60"])
@pytest.mark.parametrize(
    ("codec", "ending"), [("mpeg4 -q:v 2", "mp4"), ("libx264 -preset ultrafast -bf 3 -g 900", "mkv")]
)
def test_no_frame_is_lost_doubled_or_moved_at_a_join(rate, codec, ending, monkeypatch, tmp_path):
    monkeypatch.setattr(planning, "_FIRST_GOPS", (1, 1))
    monkeypatch.setattr(planning, "_PART_GOPS", 1)
    monkeypatch.setattr(planning, "_LAST_GOPS", 0)
    picture = f"nullsrc=size=64x64:rate={rate}:duration=7,geq=lum='16+mod(N\\,{LEVELS})*{STEP}':cb=128:cr=128"
    source = media.made(f"-f lavfi -i {picture} -pix_fmt yuv420p -c:v {codec}", ending)
    recording = media.finished(source)
    assert recording.parts.filter(rung_set="start").count() == 4
    playing.fetch(recording, tmp_path)
    playing.decode(tmp_path)
    every = 2 if rate == "60" else 1
    original = tmp_path / "source.bin"
    original.write_bytes(source)
    wanted = levels_of(original)[::every]
    found = levels_of(tmp_path / "360p.mp4")
    assert len(found) == len(wanted)
    # Of two frames either may be kept, where times in whole milliseconds put them equally near.
    near = STEP // 2 + (STEP if every > 1 else 0)
    wrong = [(number, level) for number, level in enumerate(found) if abs(level - wanted[number]) > near]
    assert wrong == []


def test_the_first_frame_is_shown_at_once(tmp_path):
    recording = media.finished(media.video(3, size="160x120"))
    playing.fetch(recording, tmp_path)
    for rung in ("360p", "audio"):
        init = boxes.read_init((tmp_path / rung / "init.mp4").read_bytes())
        first = boxes.read_fragment((tmp_path / rung / "000000.m4s").read_bytes(), init)
        assert first.first_tick == 0
