from typing import Any

class ImagesAdminAPIViewSet:
    request: Any
    model: Any
    def get_queryset(self) -> Any: ...
