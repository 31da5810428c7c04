"""What reading a file may come to."""

import pytest

from library_pages.text import bounds


@pytest.mark.parametrize("most_of", [bounds.seconds_of, bounds.pages_of, bounds.passages_of, bounds.characters_of])
def test_a_limit_grows_with_the_file_and_has_an_end(most_of):
    found = [most_of(size) for size in (0, 10_000, 1_000_000, 100_000_000, 1 << 40)]
    assert found == sorted(found)
    assert 0 < found[0] < found[-1] == most_of(1 << 50)


def test_a_small_file_is_not_allowed_what_a_big_one_is():
    assert bounds.passages_of(23_000) < 2_000
    assert bounds.characters_of(222_000) < 20_000_000
