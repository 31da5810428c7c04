from tests.harness.pytest_run import Outcome
from tests.harness.summary import adapters, closing_line

COUNTS = {
    "search_engine:tantivy": 7,
    "search_engine:elasticsearch": 7,
    "search_engine:database": 7,
    "database:sqlite": 20,
    "storage:local": 3,
    "storage:s3": 3,
}
FIRST = Outcome(0, 100, 0, COUNTS)
SECOND = Outcome(0, 20, 0, {"database:postgres": 20, "search_engine:database": 7})


def test_equal_numbers_are_shown_and_no_fault():
    lines, unequal = adapters(FIRST, SECOND)
    assert unequal == []
    assert [line.split() for line in lines[1:]] == [
        ["search", "engine", "tantivy", "7", "elasticsearch", "7", "database", "7"],
        ["database", "sqlite", "20", "postgres", "20"],
        ["storage", "local", "3", "s3", "3"],
    ]


def test_an_adapter_with_fewer_tests_is_a_fault():
    _, unequal = adapters(FIRST, Outcome(0, 19, 0, {"database:postgres": 19}))
    assert unequal == ["adapters of database"]


def test_a_port_without_any_test_is_a_fault():
    _, unequal = adapters(Outcome(0, 100, 0, {**COUNTS, "storage:local": 0, "storage:s3": 0}), SECOND)
    assert unequal == ["adapters of storage"]


def test_the_last_line_counts_both_runs_as_pytest_does():
    assert closing_line([FIRST, SECOND], [], 512.344) == "120 passed in 512.34s (0:08:32)"


def test_the_last_line_tells_failed_tests_from_what_broke_beside_them():
    outcomes = [Outcome(1, 98, 2, COUNTS), Outcome(3)]
    assert closing_line(outcomes, ["types"], 61) == "2 failed, 98 passed, 2 errors in 61.00s (0:01:01)"
