from typing import Any

class ContentTypeUseView:
    request: Any
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]: ...

def __getattr__(name: str) -> Any: ...
