"""What a school's week comes to, as a release keeps it: whole numbers, nothing compared and nothing hidden yet."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from analytics.figures import HIDDEN
from analytics.statistics import NAMES


class Counts(dict[str, int]):
    """The figures of a line by `analytics.statistics.NAMES`. `readers` are different pupils who have read.

    A statistic that did not exist yet when the line was kept is HIDDEN.
    """

    def __missing__(self, _name: str) -> int:
        return HIDDEN

    @classmethod
    def total(cls, lines: Iterable[Mapping[str, int]] = ()) -> Self:
        """Their sum, 0 of none.

        Readers add up over classes, and over nothing else: a pupil opens things of many types.
        """
        lines = list(lines)
        amounts = {name: [each[name] for each in lines] for name in NAMES}
        return cls({name: HIDDEN if HIDDEN in all_of else sum(all_of) for name, all_of in amounts.items()})


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """A class as it was then, with the pupils on its list; `pk` 0 stands for pupils without a class.

    Nobody is on the list of one that had been deleted when the week was released.
    """

    pk: int
    name: str
    grade: int
    enrolled: int
    counts: Counts = field(default_factory=Counts.total)


@dataclass(frozen=True, slots=True)
class TypeCounts:
    slug: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class TitleCounts:
    """An item, the type that it was counted under, and the key of its description in that week (0: none is known)."""

    uid: str
    slug: str
    counts: Counts
    description: int = 0


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Words that enough pupils have searched for, as most have written them, and whether anything was ever found."""

    words: str
    pupils: int
    was_found: bool


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """A week of a school's pupils. Types and titles stand in the order of their openings, words of their pupils."""

    whole: Counts = field(default_factory=Counts.total)
    classes: tuple[ClassCounts, ...] = ()
    types: tuple[TypeCounts, ...] = ()
    titles: tuple[TitleCounts, ...] = ()
    terms: tuple[TermCounts, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON values, for the release's column."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Out of a JSON column."""
        return cls(
            whole=Counts(kept["whole"]),
            classes=tuple(ClassCounts(**{**each, "counts": Counts(each["counts"])}) for each in kept["classes"]),
            types=tuple(TypeCounts(each["slug"], Counts(each["counts"])) for each in kept["types"]),
            titles=tuple(TitleCounts(**{**each, "counts": Counts(each["counts"])}) for each in kept["titles"]),
            # Weeks that were released before there were any have none.
            terms=tuple(TermCounts(**each) for each in kept.get("terms", ())),
        )
