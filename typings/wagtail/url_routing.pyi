from collections.abc import Sequence
from typing import Any

class RouteResult:
    page: Any
    args: Sequence[Any]
    kwargs: dict[str, Any]
    def __init__(self, page: Any, args: Sequence[Any] | None = ..., kwargs: dict[str, Any] | None = ...) -> None: ...
    def __getitem__(self, index: int) -> Any: ...
