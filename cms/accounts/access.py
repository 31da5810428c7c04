"""Who may give roles (api-and-security 8, threat 17)."""

from typing import Final

from cms.accounts.enums import Role
from cms.accounts.reader import Reader

RANK: Final[dict[Role, int]] = {
    Role.PUPIL: 0,
    Role.TEACHER: 1,
    Role.BOARD: 1,
    Role.LIBRARIAN: 2,
    Role.PRINCIPAL: 3,
    Role.ADMINISTRATOR: 4,
    Role.PROVINCE: 5,
}
_LOWEST_GRANTER: Final = RANK[Role.LIBRARIAN]


def can_grant(reader: Reader, role: Role, school_id: int | None) -> bool:
    """Whether the reader may give or take this role: only below her own rank, only in her own school.

    The province's own people are made by the operator alone.
    """
    if reader.role is None or RANK[reader.role] < _LOWEST_GRANTER or RANK[role] >= RANK[reader.role]:
        return False
    return reader.role is Role.PROVINCE or (school_id is not None and school_id == reader.school_id)
