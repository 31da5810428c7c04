"""Which lines of a table are hidden: those of too few readers, and more until the total does not give them away.

The total less the lines that are shown is one more number, which anybody can work out. It has to be about nobody, or
about at least the smallest group: so lines go on being hidden, the smallest first, until those hidden are enough.
A line about nobody is hidden with them: where five hidden classes are known to have readers and the total is five, each
of them would be known to have one.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def hidden_lines(readers: Mapping[Key, int], smallest: int, *, disjoint: bool) -> frozenset[Key]:
    """The keys of the lines to hide, given the readers of each; empty where no line is small.

    `disjoint`: nobody is a reader of two lines, as with classes. Where one may be, as with titles, only the largest
    hidden line says for certain how many people are hidden.
    """
    if not any(0 < count < smallest for count in readers.values()):
        return frozenset()
    hidden = {key for key, count in readers.items() if count < smallest}
    join = sum if disjoint else max
    for key in sorted(readers.keys() - hidden, key=lambda key: (readers[key], str(key))):
        if join(readers[each] for each in hidden) >= smallest:
            break
        hidden.add(key)
    return frozenset(hidden)
