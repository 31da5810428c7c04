from typing import Any, ClassVar

class BaseMediaFilterSet:
    filters: dict[str, Any]
    _meta: ClassVar[Any]
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

def __getattr__(name: str) -> Any: ...
