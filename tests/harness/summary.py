"""What `make test` says at its end."""

from collections.abc import Sequence

from tests.harness.pytest_run import Outcome
from tests.plugins_pytest.adapters import PORTS


def adapters(first: Outcome, second: Outcome) -> tuple[list[str], list[str]]:
    """Lines with the number of tests of each adapter, and the ports whose adapters were not tested alike.

    Args:
        first: the whole suite, on SQLite; it counts for every port.
        second: the part that depends on the database, on PostgreSQL; it counts for that port only.
    """
    counted = {**first.adapters, "database:postgres": second.adapters.get("database:postgres", 0)}
    lines, unequal = ["Tests per adapter"], []
    for port, names in PORTS.items():
        numbers = [counted.get(f"{port}:{name}", 0) for name in names]
        shown = "   ".join(f"{name} {number}" for name, number in zip(names, numbers, strict=True))
        alike = len(set(numbers)) == 1 and numbers[0] > 0
        lines.append(f"  {port.replace('_', ' '):<14} {shown}{'' if alike else '   <- not alike'}")
        if not alike:
            unequal.append(f"adapters of {port.replace('_', ' ')}")
    return lines, unequal


def closing_line(outcomes: Sequence[Outcome], others: Sequence[str], seconds: float) -> str:
    """As pytest closes: `2 failed, 810 passed, 1 error in 512.34s (0:08:32)`; `others` are the errors."""
    passed, failed = sum(one.passed for one in outcomes), sum(one.failed for one in outcomes)
    broken = len(others) + sum(1 for one in outcomes if one.code and not one.failed)
    parts = [f"{failed} failed"] if failed else []
    parts.append(f"{passed} passed")
    if broken:
        parts.append(f"{broken} error{'s' if broken > 1 else ''}")
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{', '.join(parts)} in {seconds:.2f}s ({hours}:{minutes:02}:{rest:02})"
