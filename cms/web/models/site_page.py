"""What every page of the site has: the view that answers for it, and the reader for whom it is previewed."""

from copy import copy
from enum import Enum
from typing import Any, ClassVar, Final, Self

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from wagtail.models import PreviewableMixin

_PREVIEW: Final = "cms.web.previews.preview"


class ReaderKind(Enum):
    """Who is made up to look at a preview."""

    VISITOR = "visitor"
    PUPIL = "pupil"
    TEACHER = "teacher"


class SitePage(PreviewableMixin):
    """Mixed in before Wagtail's Page by every page of the site; a system check finds one that is not.

    `view` is the dotted path of `(request, page) -> HttpResponse`, resolved when the page is asked for: views read
    models, so a model that imported its view would close a circle. A system check resolves it at the start.
    """

    view: ClassVar[str] = ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page as its reader sees it; the view asks the access rule."""
        response: HttpResponseBase = import_string(self.view)(request, self)
        return response

    def make_preview_request(
        self, original_request: HttpRequest | None = None, preview_mode: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page as one of its audience sees it, whether or not it has been published."""
        response: HttpResponse = import_string(_PREVIEW)(self._as_if_published(), original_request)
        return response

    def preview_reader(self) -> ReaderKind:
        """Who the page is for."""
        return ReaderKind.PUPIL

    def _as_if_published(self) -> Self:
        # A copy: whoever saves the page after its preview must not publish it by that.
        page = copy(self)
        page.live = True  # type: ignore[attr-defined]  # a field of Wagtail's Page
        return page
