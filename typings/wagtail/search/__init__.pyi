from typing import Any

from wagtail.search import index as index

def __getattr__(name: str) -> Any: ...
