from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolCreated:
    """A school exists, with all that the upper layers made for it."""

    school_id: int
