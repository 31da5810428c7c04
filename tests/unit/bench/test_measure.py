"""Two arms side by side: in turn, on equal work, and told in one line that a program reads."""

import json

import pytest

from bench.measure import Measured, Ratio, UnequalWorkError, compare


def test_each_round_begins_with_another_arm_and_the_first_one_only_warms_up():
    order = []
    arms = {name: lambda name=name: order.append(name) for name in "abc"}
    found = compare(arms, reference="a", rounds=3)
    assert "".join(order) == "abcbcacababc"
    assert set(found) == {"b", "c"}
    assert {ratio.rounds for ratio in found.values()} == {3}


def test_arms_that_give_different_results_are_not_compared():
    with pytest.raises(UnequalWorkError, match="quick, slow"):
        compare({"quick": lambda: 1, "slow": lambda: 2}, reference="slow", rounds=2)


def test_an_arm_is_set_against_the_reference_of_its_own_round(monkeypatch):
    moments = iter([0, 1, 1, 3, *([0, 2, 2, 6] * 3)])  # begin and end of each arm; b and a swap places each round
    monkeypatch.setattr("bench.measure.time.perf_counter", lambda: next(moments))
    found = compare({"a": lambda: 0, "b": lambda: 0}, reference="a", rounds=3)["b"]
    assert (found.low, found.ratio, found.high) == (0.5, 0.5, 2.0)


def test_the_last_line_is_for_programs():
    ratio = Ratio(ratio=0.20861, low=0.2, high=0.23, ms=16.6, reference_ms=78.6, rounds=15)
    *told, last = Measured("specific", ratio, 0.33, {"pages": 1000}).lines("lists")
    assert json.loads(last) == {
        "bench": "lists",
        "figures": {"ratio_to_specific": {"value": 0.209, "goal": 0.33, "better": "lower"}},
    }
    assert "1,000 pages" in told[0]
    assert "0.21 of specific, goal 0.33" in told[1]
