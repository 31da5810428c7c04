"""Every surface says who may use it; one that says nothing stops the start.

A surface is a view, an API operation or a method of the search port. The declaration does not decide anything: it
tells the access test which rule to expect there, and the start-up check that somebody has thought about it.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

ATTRIBUTE = "surface_policy"


class Policy(StrEnum):
    """Who may use a surface, and how that is decided."""

    OPEN = "open"  # shows nothing of the catalogue: sign-in, health, static
    CATALOGUE = "catalogue"  # shows resources, each filtered by library_pages.catalogue.access
    MEMBER = "member"  # needs a signed-in reader and shows only her own rows
    STAFF = "staff"  # the admin: Wagtail's permission policies and the school guard decide
    GRANT = "grant"  # opens with a signed grant only
    INTERNAL = "internal"  # answers on the internal address only


def surface(policy: Policy) -> Callable[[F], F]:
    """Mark a function, method or class-based view with its policy."""

    def mark(target: F) -> F:
        setattr(target, ATTRIBUTE, policy)
        return target

    return mark


def policy_of(target: object) -> Policy | None:
    """The declared policy of a view or operation, looked up through decorators and class-based views."""
    seen: set[int] = set()
    current: object | None = target
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        for candidate in (current, getattr(current, "view_class", None), getattr(current, "cls", None)):
            policy = getattr(candidate, ATTRIBUTE, None)
            if isinstance(policy, Policy):
                return policy
        current = getattr(current, "__wrapped__", None) or getattr(current, "func", None)
    return None
