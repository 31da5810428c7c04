"""Every operation of an API with its address: for the URLs, the start-up check and the access tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.utils import normalize_path

from cms.foundation.policies import Policy, policy_of

_BRACED = re.compile(r"\{([^}]+)\}")
_CONVERTER = re.compile(r"\{[^}:]+:")


@dataclass(frozen=True, slots=True)
class MountedOperation:
    """An operation at its path below the API's root, as Django writes it (`items/<uuidstr:uid>`)."""

    route: str
    operation: Operation

    @property
    def path(self) -> str:
        """The path as OpenAPI writes it."""
        return _CONVERTER.sub("{", self.route.replace("<", "{").replace(">", "}"))

    @property
    def name(self) -> str:
        """The name of its address."""
        return self.operation.view_func.__name__.replace("_", "-")

    @property
    def policy(self) -> Policy | None:
        """Who may use it; None when it does not say."""
        return policy_of(self.operation.view_func)

    @property
    def parameters(self) -> frozenset[str]:
        """Names of its query parameters."""
        return frozenset(
            name
            for model in self.operation.models
            if model.__ninja_param_source__ == "query"
            for name in getattr(model, "__ninja_flatten_map__", {})
        )


def operations_of(api: NinjaAPI) -> Iterator[MountedOperation]:
    """All operations of an API in the order of their registration."""
    for bound in api._get_bound_routers():  # noqa: SLF001  (Ninja has no public way to list what it serves)
        for path, view in bound.path_operations.items():
            route = normalize_path("/".join(filter(None, [bound.prefix, path]))).lstrip("/")
            for operation in view.operations:
                yield MountedOperation(_BRACED.sub(r"<\1>", route), operation)
