"""How many processes a machine gets."""

import pytest

from cms.run.roles import media_processes

GIGABYTE = 1 << 30


@pytest.mark.parametrize(
    ("cores", "memory", "processes"),
    [(1, GIGABYTE, 1), (2, 4 * GIGABYTE, 1), (4, 8 * GIGABYTE, 2), (16, 3 * GIGABYTE, 3), (8, GIGABYTE // 2, 1)],
)
def test_recordings_are_made_by_as_many_as_cores_and_memory_carry(cores, memory, processes):
    assert media_processes(cores, memory) == processes
