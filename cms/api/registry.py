"""Where the apps bring their routers, in their `ready()`; the addresses are made from them once, afterwards."""

from dataclasses import dataclass
from types import ModuleType

from ninja import Router


@dataclass(frozen=True, slots=True)
class Mount:
    """A router under a prefix of `/api/v1/`; with `public` under `/api/v1/public/` too."""

    prefix: str
    router: Router
    public: bool


_mounts: list[Mount] = []
_problems: list[ModuleType] = []


def add_router(prefix: str, router: Router, *, public: bool = False) -> None:
    """Bring a router; bringing one twice changes nothing.

    Several routers may share a prefix as long as no two of them answer at one path. The operations of a `public` router
    answer for anonymous readers at `/api/v1/public/` by the same code, so they ask `reader_of(request)` for the reader.
    """
    if all(mount.router is not router for mount in _mounts):
        _mounts.append(Mount(prefix, router, public))


def add_problems(module: ModuleType) -> None:
    """Have the problems of a module explained on the API's page: one function a code, its docstring says when."""
    if module not in _problems:
        _problems.append(module)


def problem_modules() -> tuple[ModuleType, ...]:
    """The modules that define problems, in the order in which they were brought."""
    return tuple(_problems)


def mounts(*, public: bool) -> tuple[Mount, ...]:
    """What stands under `/api/v1/public/`, or what stands under `/api/v1/`."""
    return tuple(mount for mount in _mounts if mount.public or not public)
