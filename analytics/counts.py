"""What a school's week comes to, as a release keeps it: whole numbers, nothing compared and nothing hidden yet."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a line. `readers` are different pupils who have read, listened or watched."""

    readers: int = 0
    requests: int = 0
    milliseconds: int = 0
    finishes: int = 0
    searches: int = 0
    empty_searches: int = 0

    @classmethod
    def total(cls, lines: Iterable[Self]) -> Self:
        """Their sum. Readers add up over classes, and over nothing else: a pupil opens things of many types."""
        lines = list(lines)
        return cls(**{name: sum(getattr(each, name) for each in lines) for name in NAMES})


NAMES: Final = tuple(each.name for each in fields(Counts))


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """A class as it was then, with the pupils on its list; `pk` 0 stands for pupils without a class.

    Nobody is on the list of one that had been deleted when the week was released.
    """

    pk: int
    name: str
    grade: int
    enrolled: int
    counts: Counts = Counts()


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

    whole: Counts = Counts()
    classes: tuple[ClassCounts, ...] = ()
    types: tuple[TypeCounts, ...] = ()
    titles: tuple[TitleCounts, ...] = ()
    terms: tuple[TermCounts, ...] = ()

    def packed(self) -> dict[str, Any]:
        """The counts as JSON values, for the release's column."""
        return asdict(self)

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Self:
        """Out of a JSON column."""
        return cls(
            whole=Counts(**kept["whole"]),
            classes=tuple(ClassCounts(**{**each, "counts": Counts(**each["counts"])}) for each in kept["classes"]),
            types=tuple(TypeCounts(each["slug"], Counts(**each["counts"])) for each in kept["types"]),
            titles=tuple(TitleCounts(**{**each, "counts": Counts(**each["counts"])}) for each in kept["titles"]),
            # Weeks that were released before there were any have none.
            terms=tuple(TermCounts(**each) for each in kept.get("terms", ())),
        )
