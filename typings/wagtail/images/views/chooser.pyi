from typing import Any

class ImageChooseView:
    model: type[Any]
    request: Any
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]: ...

def __getattr__(name: str) -> Any: ...
