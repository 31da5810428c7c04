"""Which rungs a picture gets, and how many frames a second."""

from fractions import Fraction

import pytest

from library_pages.media.pipeline.ladder import gop_frames, rungs_for, steady_rate


@pytest.mark.parametrize(
    ("size", "rungs"),
    [
        ((1920, 1080), [("360p", 640, 360), ("720p", 1280, 720)]),
        ((1280, 720), [("360p", 640, 360), ("720p", 1280, 720)]),
        ((854, 480), [("360p", 640, 360), ("720p", 854, 480)]),
        ((720, 1280), [("360p", 360, 640), ("720p", 720, 1280)]),
        ((640, 400), [("360p", 576, 360)]),
        ((320, 241), [("360p", 320, 240)]),
        ((2, 2), [("360p", 2, 2)]),
    ],
)
def test_rungs_are_never_larger_than_the_source_and_always_even(size, rungs):
    assert [(each.rung.name, each.width, each.height) for each in rungs_for(*size)] == rungs


@pytest.mark.parametrize(
    ("source", "steady", "gop"),
    [
        (Fraction(24), Fraction(24), 48),
        (Fraction(30000, 1001), Fraction(30000, 1001), 60),
        (Fraction(60), Fraction(30), 60),
        (Fraction(50), Fraction(25), 50),
        (Fraction(240), Fraction(30), 60),
        (Fraction(60000, 1001), Fraction(30000, 1001), 60),
        (Fraction(1, 2), Fraction(1), 2),
        (Fraction(0), Fraction(25), 50),
    ],
)
def test_frames_come_at_a_constant_rate_of_thirty_at_most(source, steady, gop):
    assert steady_rate(source) == steady
    assert gop_frames(steady) == gop
