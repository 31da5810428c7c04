"""What is made of which files."""

from dataclasses import replace
from fractions import Fraction

import pytest

from library_pages.media.enums import Lane, RungSet
from library_pages.media.pipeline import planning
from library_pages.media.pipeline.probing import Picture, Probe, Sound

PICTURE = Picture(
    index=0,
    codec="h264",
    profile="High",
    level=31,
    pix_fmt="yuv420p",
    width=1280,
    height=720,
    square=True,
    upright=True,
    interlaced=False,
    wide_range="",
    rate=Fraction(25),
    start=0.0,
    end=200.0,
    last=199.96,
    key_gap=2.0,
    peak=2_000_000,
    packets=5000,
)
SOUND = Sound(index=1, codec="aac", profile="LC", channels=2, rate=44_100, start=0.0, end=200.0, peak=128_000)


def probe(picture=PICTURE, sound=SOUND):
    return Probe("mov", picture, sound, {}, ())


def test_a_picture_that_fits_is_copied_and_made_smaller_once():
    plan = planning.plan_for([probe()])
    assert plan.copied == planning.RungPlan("720c", 1280, 720)
    assert plan.start == ()
    assert [rung.name for rung in plan.rest] == ["360p"]
    assert plan.sound == "copy"


@pytest.mark.parametrize(
    "change",
    [
        {"codec": "hevc"},
        {"pix_fmt": "yuv444p"},
        {"pix_fmt": "yuv420p10le"},
        {"interlaced": True},
        {"upright": False},
        {"square": False},
        {"height": 721},
        {"width": 2560, "height": 1440},
        {"level": 51},
        {"rate": Fraction(60)},
        {"key_gap": 10.4},
        {"peak": 6_000_000},
        {"start": 0.5},
        {"end": 150.0},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_thing_that_does_not_fit_has_the_picture_encoded(change):
    plan = planning.plan_for([probe(replace(PICTURE, **change))])
    assert plan.copied is None
    assert plan.start
    assert any(reason.startswith("picture encoded") for reason in plan.reasons)


@pytest.mark.parametrize(
    "change",
    [{"codec": "mp3"}, {"profile": "HE-AAC"}, {"channels": 6}, {"peak": 400_000}, {"start": 2.5}, {"end": 150.0}],
)
def test_sound_that_does_not_fit_is_encoded_though_the_picture_is_copied(change):
    plan = planning.plan_for([probe(sound=replace(SOUND, **change))])
    assert plan.copied is not None
    assert plan.sound == "encode"


def test_many_files_are_measured_and_become_one_sound():
    files = [probe(None, replace(SOUND, channels=1, codec="mp3"))] * 3
    plan = planning.plan_for(files)
    assert (plan.sound, plan.measured, plan.channels, plan.frames) == ("encode", True, 1, 0)
    parts = list(planning.parts_of(plan, files))
    assert [(part.rung_set, part.chunk) for part in parts] == [
        (RungSet.LOUDNESS, 0),
        (RungSet.LOUDNESS, 1),
        (RungSet.LOUDNESS, 2),
        (RungSet.AUDIO, 0),
    ]


def test_parts_cover_every_frame_once_and_playing_begins_with_a_short_one():
    files = [probe(replace(PICTURE, codec="hevc"))]
    plan = planning.plan_for(files)
    for rung_set in (RungSet.START, RungSet.REST):
        parts = [part for part in planning.parts_of(plan, files) if part.rung_set == rung_set]
        at = 0
        for part in parts:
            assert part.start_frame == at
            assert part.start_frame % plan.gop == 0
            at += part.frames
        assert at == plan.frames == 5000
    start = [part for part in planning.parts_of(plan, files) if part.rung_set == RungSet.START]
    assert [part.frames for part in start] == [150, 600, 1500, 1500, 1250]
    assert [part.lane for part in start] == [Lane.FAST, Lane.FAST, Lane.HEAVY, Lane.HEAVY, Lane.HEAVY]


def test_a_short_remainder_goes_with_the_part_before_it():
    files = [probe(replace(PICTURE, codec="hevc", end=130.0), replace(SOUND, end=130.0))]
    plan = planning.plan_for(files)
    rest = [part.frames for part in planning.parts_of(plan, files) if part.rung_set == RungSet.REST]
    assert rest == [1500, 1750]


def test_the_picture_lasts_as_long_as_the_sound():
    plan = planning.plan_for([probe(replace(PICTURE, end=3.0), replace(SOUND, end=60.0))])
    assert (plan.copied, plan.frames) == (None, 60 * 25)
    assert plan.sound == "copy"


def test_a_plan_survives_its_row():
    plan = planning.plan_for([probe(replace(PICTURE, codec="hevc"))])
    assert planning.Plan.from_json(plan.to_json()) == plan


def test_a_profile_names_the_plan_and_the_bytes():
    plan, other = planning.plan_for([probe()]), planning.plan_for([probe(replace(PICTURE, codec="hevc"))])
    names = {
        planning.profile_of(plan, ["a"]),
        planning.profile_of(plan, ["b"]),
        planning.profile_of(other, ["a"]),
    }
    assert len(names) == 3
    assert planning.profile_of(plan, ["a"]) in names
