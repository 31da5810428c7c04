"""System checks of the API; both stop the start."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error, register

from cms.api.apis import public_api, reader_api
from cms.api.operations import MountedOperation, operations_of


def watch() -> None:
    register(every_operation_declares_its_policy)
    register(no_operation_is_out_of_reach)


def every_operation_declares_its_policy(**_: object) -> list[CheckMessage]:
    """E001 for each operation that says nothing about who may use it."""
    return [
        Error(
            f"The API operation {_words(mounted)} declares no access policy.",
            hint="Put @surface(Policy.…) from cms.foundation.policies below @router.…; see docs/guides/api.md.",
            id="api.E001",
        )
        for mounted in _all()
        if mounted.policy is None
    ]


def no_operation_is_out_of_reach(**_: object) -> list[CheckMessage]:
    """E002 for each operation whose path and method another one has already."""
    messages: list[CheckMessage] = []
    for api in (reader_api(), public_api()):
        seen: set[tuple[str, str]] = set()
        for mounted in operations_of(api):
            for method in mounted.operation.methods:
                if (method, mounted.path) in seen:
                    messages.append(
                        Error(
                            f"The API operation {_words(mounted)} has the address of another one.",
                            hint="Give it a path of its own.",
                            id="api.E002",
                        )
                    )
                seen.add((method, mounted.path))
    return messages


def _all() -> Iterator[MountedOperation]:
    yield from operations_of(reader_api())
    yield from operations_of(public_api())


def _words(mounted: MountedOperation) -> str:
    function = mounted.operation.view_func
    return f"{'/'.join(mounted.operation.methods)} {mounted.path} ({function.__module__}.{function.__name__})"
