"""Who asks: what a type's functions get as `reader`."""

from cms.accounts.enums import Role
from cms.accounts.reader import Reader

__all__ = ["Reader", "Role"]
