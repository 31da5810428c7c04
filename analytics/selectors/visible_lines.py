"""A release with the groups hidden that are smaller than the limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from analytics.counts import ClassCounts, Counts, TermCounts, TitleCounts, TypeCounts, WeekCounts
from analytics.figures import HIDDEN
from analytics.models import WeekRelease
from analytics.small_groups import hidden_lines
from analytics.statistics import NAMES, READERS, READING

_BY_OTHERS: Final = frozenset(NAMES) - {READERS, *READING}  # made by those who have read and by others


@dataclass(frozen=True, slots=True)
class VisibleLines:
    """The lines of a release that may be shown, and the sums of those that may not.

    Attributes:
        whole: the school's figures by their name, HIDDEN where they may not be said.
        steps: of a running week, the classes that have been released, by their number.
        hidden_classes: those that are said together, as one line, and there only if not the whole school is hidden.
        other_types: the sum of the types that are hidden; None where none is. Its readers are not known.
    """

    release: WeekRelease
    whole: Mapping[str, int]
    steps: Mapping[int, Counts]
    classes: tuple[ClassCounts, ...] = ()
    hidden_classes: tuple[ClassCounts, ...] = ()
    types: tuple[TypeCounts, ...] = ()
    other_types: Counts | None = None
    titles: tuple[TitleCounts, ...] = ()
    terms: tuple[TermCounts, ...] = ()

    @classmethod
    def of(cls, release: WeekRelease, smallest: int) -> Self:
        """What those may see of it who may see groups of `smallest` pupils."""
        steps = {int(key): Counts(each["shown"]) for key, each in release.steps.items() if each["shown"]}
        if release.figures is None:
            nothing = dict.fromkeys(NAMES, HIDDEN)
            return cls(release, _whole(Counts.total(steps.values()), smallest) if steps else nothing, steps)
        counts = WeekCounts.from_json(release.figures)
        whole = _whole(counts.whole, smallest)
        if whole[READERS] == HIDDEN:
            return cls(release, whole, {})
        classes = hidden_lines({each.pk: each.counts[READERS] for each in counts.classes}, smallest, disjoint=True)
        types = hidden_lines({each.slug: each.counts[READERS] for each in counts.types}, smallest, disjoint=False)
        return cls(
            release,
            whole,
            {},
            classes=tuple(each for each in counts.classes if each.pk not in classes),
            hidden_classes=tuple(each for each in counts.classes if each.pk in classes),
            types=tuple(each for each in counts.types if each.slug not in types),
            other_types=Counts.total(each.counts for each in counts.types if each.slug in types) if types else None,
            titles=_titles([each for each in counts.titles if each.slug not in types], smallest),
            terms=tuple(each for each in counts.terms if each.pupils >= smallest),
        )

    def lines(self) -> tuple[frozenset[Any], ...]:
        """Which classes, types and titles are shown, each by itself; and whether the school is."""
        return (
            frozenset({self.whole[READERS] == HIDDEN}),
            frozenset(each.pk for each in self.classes),
            frozenset(each.slug for each in self.types),
            frozenset(each.uid for each in self.titles),
        )


def _whole(counts: Counts, smallest: int) -> dict[str, int]:
    said = {name: counts[name] for name in NAMES}
    if 0 < counts[READERS] < smallest:
        return dict.fromkeys(said, HIDDEN)
    return said if counts[READERS] else {**said, **dict.fromkeys(_BY_OTHERS, HIDDEN)}


def _titles(titles: list[TitleCounts], smallest: int) -> tuple[TitleCounts, ...]:
    """Type by type, since a type's figure less those of its titles can be worked out too."""
    hidden: set[str] = set()
    for slug in {each.slug for each in titles}:
        readers = {each.uid: each.counts[READERS] for each in titles if each.slug == slug}
        hidden |= hidden_lines(readers, smallest, disjoint=False)
    return tuple(each for each in titles if each.uid not in hidden)
