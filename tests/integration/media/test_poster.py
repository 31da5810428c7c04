"""The picture that stands for a video."""

from __future__ import annotations

import subprocess

import pytest
from PIL import Image, ImageStat

from cms.foundation.jail.program import command_of
from library_pages.media.pipeline.ffmpeg import arguments
from library_pages.media.pipeline.jail import faces, probe
from tests.factories import media

_BLACK = "-f lavfi -i color=black:size=160x120:rate=5:duration=4"
_PICTURE = "-f lavfi -i testsrc2=size=160x120:rate=5:duration=4"
_CODEC = "-c:v mpeg4 -g 5 -an"


@pytest.fixture
def spread(tmp_path):
    """Looks into a video as the pipeline does; how much the poster's brightness varies."""

    def look(video):
        (tmp_path / "film").write_bytes(video)
        command = command_of(probe, "film", arguments.PROTOCOLS, arguments.FORMATS, ".")
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert "refused" not in done.stdout
        with Image.open(tmp_path / "poster.jpg") as poster:
            return ImageStat.Stat(poster.convert("L")).stddev[0]

    return look


def test_a_film_that_begins_in_black_is_not_shown_as_black(spread):
    film = media.made(f"{_BLACK} {_PICTURE} -filter_complex [0][1]concat=n=2 {_CODEC}", "mp4")
    assert spread(film) > faces.POSTER_LEAST_SPREAD


def test_a_film_that_is_black_throughout_has_a_picture_too(spread):
    assert spread(media.made(f"{_BLACK} {_CODEC}", "mp4")) < 1
