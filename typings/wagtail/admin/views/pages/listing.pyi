from typing import Any, ClassVar

class PageFilterSet:
    class Meta:
        model: ClassVar[Any]
        fields: ClassVar[Any]
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...

class GenericPageFilterSet(PageFilterSet):
    class Meta(PageFilterSet.Meta): ...

def __getattr__(name: str) -> Any: ...
