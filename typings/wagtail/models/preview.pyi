from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase

class PreviewableMixin:
    DEFAULT_PREVIEW_MODES: ClassVar[list[tuple[str, Any]]]
    preview_modes: list[tuple[str, Any]]
    default_preview_mode: str
    def make_preview_request(
        self, original_request: HttpRequest | None = ..., preview_mode: str | None = ..., **kwargs: Any
    ) -> HttpResponseBase: ...
