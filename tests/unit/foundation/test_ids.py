import time

from cms.foundation.ids import uuid7


def test_version_and_variant_are_those_of_rfc_9562():
    identifier = uuid7()
    assert identifier.version == 7
    assert identifier.variant == "specified in RFC 4122"


def test_the_first_48_bits_are_unix_milliseconds():
    before = time.time_ns() // 1_000_000
    value = uuid7().int >> 80
    assert before <= value <= time.time_ns() // 1_000_000


def test_a_thousand_are_all_different():
    assert len({uuid7() for _ in range(1000)}) == 1000
