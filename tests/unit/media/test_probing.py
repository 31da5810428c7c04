"""What is made of the answer of the program that looks into a file."""

import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.media.pipeline import probing

COMMON = {
    "profile": "",
    "language": "",
    "default": False,
    "start": 0.0,
    "key_gap": 1.0,
    "peak": 1000,
    "decodable": True,
}
FILM = {
    **COMMON,
    "index": 0,
    "codec": "h264",
    "level": 30,
    "pix_fmt": "yuv420p",
    "width": 640,
    "height": 360,
    "sar": [1, 1],
    "rate": [25, 1],
    "transfer": 1,
    "rotation": 0,
    "interlaced": False,
    "packets": 2500,
    "bytes": 10**7,
    "end": 100.0,
    "last": 99.96,
    "claimed": 100.0,
}
SOUND = {
    **COMMON,
    "index": 1,
    "codec": "aac",
    "channels": 2,
    "rate": 44_100,
    "packets": 4000,
    "bytes": 10**6,
    "end": 100.0,
    "last": 99.9,
    "claimed": 100.0,
}


def read(films=(FILM,), sounds=(SOUND,), *, wants_picture=True, **found):
    given = {"demuxer": "mov", "tags": {}, "chapters": [], "video": list(films), "audio": list(sounds)} | found
    return probing.read(given, wants_picture=wants_picture)


@pytest.mark.parametrize(
    ("changed", "warnings"),
    [
        ({}, []),
        ({"films": (FILM | {"claimed": 180.0},)}, ["shorter"]),
        ({"claimed": 180.0}, ["shorter"]),
        ({"share": 0.55}, ["shorter"]),
        ({"share": 0.99, "claimed": 101.0}, []),
        ({"letters": "tcvn3"}, ["letters"]),
        ({"sounds": (SOUND, SOUND | {"index": 2})}, ["other-sound"]),
        ({"films": (FILM, FILM | {"index": 2})}, ["other-picture"]),
        ({"films": (FILM, FILM | {"index": 2, "packets": 1})}, []),
        ({"picture_captions": 1}, ["picture-captions"]),
        ({"films": (FILM | {"end": 50.0, "claimed": 50.0},)}, ["still"]),
        ({"sounds": (SOUND | {"end": 50.0, "claimed": 50.0},)}, ["quiet-end"]),
    ],
)
def test_what_a_librarian_should_know_is_noted(changed, warnings):
    assert list(read(**changed).warnings) == warnings


def test_a_film_comes_before_a_cover_and_what_can_be_decoded_before_what_can_not():
    cover = FILM | {"index": 5, "packets": 1, "width": 1300, "default": True}
    broken = FILM | {"index": 6, "decodable": False, "default": True}
    assert read((cover, broken, FILM)).picture.index == 0
    assert read(sounds=(SOUND | {"index": 7, "decodable": False, "default": True}, SOUND)).sound.index == 1
    assert read((cover,)).picture.rate == 5


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"end": 20_000.0, "bytes": 5000}, "too-long-for-its-size"),
        ({"end": 90_000.0}, "too-long"),
        ({"width": 9000, "height": 9000}, "too-large-picture"),
        ({"width": 1000, "height": 100}, "odd-shape"),
        ({"decodable": False}, "undecodable"),
    ],
)
def test_what_is_beyond_its_bounds_is_refused(changed, code):
    with pytest.raises(RefusedError) as refused:
        read((FILM | changed,), ())
    assert refused.value.code == code


def test_an_hour_of_the_quietest_sound_is_taken():
    assert read((), (SOUND | {"end": 3600.0, "bytes": 3600 * 50},), wants_picture=False).end == 3600
