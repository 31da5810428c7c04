"""Context processor: `site`, the frame around a page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.web.frame import frame_of


def site(request: HttpRequest) -> dict[str, object]:
    """The frame, asked for only by templates that show it: the admin's and the reader's do not."""
    return {"site": SimpleLazyObject(lambda: frame_of(request))}
