"""What accounts ask of the layers above: filled in their `ready()`, asked by the services here.

* `on_new_school(function)`: called with each new school inside the transaction that makes it; the place to make its
  home page, shelf and groups. It must be safe to repeat.
* `on_role_groups(function)`: called with (school or None, role); answers with the Django groups that give that role its
  rights in the admin. `services.sync_rights` keeps a user's groups equal to what all functions answer.
* `on_sample_secrets(function)`: answers with the passwords and PINs that the sample library publishes, by user name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from django.contrib.auth.models import Group

from cms.accounts.enums import Role
from cms.accounts.models import School

F = TypeVar("F")


class Port(Generic[F]):
    """Functions that upper layers have given; giving one twice changes nothing."""

    def __init__(self) -> None:
        self._functions: list[F] = []

    def __call__(self, function: F) -> F:
        """Register, also as a decorator."""
        if function not in self._functions:
            self._functions.append(function)
        return function

    def __iter__(self) -> Iterator[F]:
        return iter(tuple(self._functions))

    def remove(self, function: F) -> None:
        """Take a function out again; for tests."""
        self._functions.remove(function)


on_new_school: Port[Callable[[School], None]] = Port()
on_role_groups: Port[Callable[[School | None, Role], Iterable[Group]]] = Port()
on_sample_secrets: Port[Callable[[], Mapping[str, str]]] = Port()
