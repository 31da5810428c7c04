from typing import Any

from django.db import models

class StreamField(models.Field[Any, Any]):
    def __init__(
        self,
        block_types: Any,
        use_json_field: bool | None = ...,
        block_lookup: Any = ...,
        *,
        min_num: int | None = ...,
        max_num: int | None = ...,
        block_counts: dict[str, dict[str, int]] | None = ...,
        collapsed: bool = ...,
        **kwargs: Any,
    ) -> None: ...
