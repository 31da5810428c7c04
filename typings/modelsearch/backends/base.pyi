from collections.abc import Iterator
from typing import Any

from django.db import models

class BaseSearchQueryCompiler:
    queryset: models.QuerySet[Any]
    query: Any
    fields: Any
    def __init__(self, queryset: models.QuerySet[Any], query: Any, *args: Any, **kwargs: Any) -> None: ...

class BaseSearchResults:
    backend: Any
    query_compiler: Any
    def count(self) -> int: ...
    def results(self) -> list[Any]: ...
    def __getitem__(self, key: int | slice) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def facet(self, field_name: str) -> Any: ...

class BaseIndex:
    backend: Any
    def __init__(self, backend: Any) -> None: ...

class BaseSearchBackend:
    query_compiler_class: Any
    autocomplete_query_compiler_class: Any
    index_class: Any
    results_class: Any
    rebuilder_class: Any
    def __init__(self, params: dict[str, Any]) -> None: ...

def __getattr__(name: str) -> Any: ...
