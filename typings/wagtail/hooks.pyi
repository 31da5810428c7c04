from collections.abc import Callable
from typing import Any, overload

@overload
def register[F: Callable[..., Any]](hook_name: str, fn: None = ..., order: int = ...) -> Callable[[F], F]: ...
@overload
def register(hook_name: str, fn: Callable[..., Any], order: int = ...) -> None: ...
