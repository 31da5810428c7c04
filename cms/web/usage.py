"""The address to which a page's scripts report what was read; analytics fills it in for readers who are counted."""

from django.http import HttpRequest

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.web.previews import is_preview
from cms.web.registry import usage_url
from cms.web.shapes import Usage


def usage_of(request: HttpRequest) -> Usage | None:
    """Address and account for a signed-in reader of a school; None for everybody else, and where nothing counts."""
    user = request.user
    if is_preview() or not isinstance(user, User) or reader_of(request).school_id is None:
        return None
    url = next((found for function in usage_url if (found := function(request))), "")
    return Usage(url=url, account=str(user.uid)) if url else None
