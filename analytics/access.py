"""Who may see a school's statistics."""

from typing import Final

from cms.accounts.enums import Role
from cms.accounts.reader import Reader

_MAY_SEE: Final = frozenset({Role.PRINCIPAL, Role.BOARD, Role.LIBRARIAN, Role.ADMINISTRATOR})
RECIPIENTS: Final = (Role.PRINCIPAL, Role.BOARD)
"""Who gets the weekly mail."""


def can_see_statistics(reader: Reader, school_id: int | None) -> bool:
    """Whether the reader may see this school's figures: those who lead it and its librarian, of no other school."""
    return school_id is not None and reader.school_id == school_id and reader.role in _MAY_SEE
