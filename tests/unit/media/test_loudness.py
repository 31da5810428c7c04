"""Loudness from what ffmpeg says at its end."""

import pytest

from library_pages.media.services.loudness import gain_for, read_summary

SAID = """
[Parsed_ebur128_2 @ 0x1] Summary:

  Integrated loudness:
    I:         {lufs} LUFS
    Threshold: -34.9 LUFS

  Loudness range:
    LRA:         6.0 LU

  True peak:
    Peak:       {peak} dBFS
"""


@pytest.mark.parametrize(
    ("lufs", "peak", "found", "gain"),
    [
        ("-23.5", "-1.2", (-23.5, -1.2), 5.5),
        ("-18.6", "-3.0", (-18.6, -3.0), 0.0),
        ("-9.0", "0.1", (-9.0, 0.1), -9.0),
        ("-52.0", "-40.0", (-52.0, -40.0), 20.0),
        ("-70.0", "-inf", (-70.0, None), 0.0),
        ("-inf", "-inf", (None, None), 0.0),
    ],
)
def test_a_file_gets_the_gain_that_it_lacks(lufs, peak, found, gain):
    assert read_summary(SAID.format(lufs=lufs, peak=peak)) == found
    assert gain_for(found[0]) == pytest.approx(gain)


def test_without_a_summary_nothing_is_known():
    assert read_summary("Conversion failed!") == (None, None)
