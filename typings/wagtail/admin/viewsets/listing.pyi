from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise

class ListingViewSetMixin:
    list_per_page: int
    ordering: str | Sequence[str] | None
    list_display: Sequence[Any]
    list_filter: Sequence[str] | Mapping[str, Sequence[str]]
    filterset_class: type[Any] | None
    list_export: Sequence[str]
    export_headings: Mapping[str, str | Promise]
    export_filename: str
