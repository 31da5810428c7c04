from typing import Any

class DocumentsAdminAPIViewSet:
    request: Any
    model: Any
    def get_queryset(self) -> Any: ...
