"""Round steps for an axis that starts at zero."""

import math
from typing import Final

_MOST_LINES: Final = 3
_STEPS: Final = (1, 2, 5, 10)


def lines(highest: int) -> tuple[int, ...]:
    """At most three values at steps of 1, 2 or 5 times a power of ten, the last one not above `highest`."""
    if highest < 1:
        return ()
    power = 10 ** math.floor(math.log10(highest))
    for unit in (power // 10 or 1, power):
        for step in _STEPS:
            size = step * unit
            if size and highest // size <= _MOST_LINES:
                return tuple(range(size, highest + 1, size))
    return (highest,)
