"""News from accounts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolCreated:
    """A school exists, with all that the upper layers made for it."""

    school_id: int


@dataclass(frozen=True, slots=True)
class ClassUnderAttack:
    """So many wrong PINs today that pupils of this class can sign in on known devices only (api-and-security 6)."""

    class_id: int
