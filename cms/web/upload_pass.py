"""A pass to send large files: the server keeps a body on its disk before any view can ask who has sent it.

Whoever works in the admin gets a signed cookie, which the server checks without asking anybody. A request that brings
none has no more room below `/admin/` than anywhere else (`cms.run.web.limits`). It decides nothing more: the view asks
who has sent it, as ever.
"""

from collections.abc import Callable
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from cms.accounts.lifetimes import OWN_LONGEST

_RENEWED: Final = timedelta(days=1)  # an admin page gives a new one then
_PERMISSION: Final = "wagtailadmin.access_admin"


class UploadPassMiddleware:
    """Gives the pass with pages of the admin; stands after what may end a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with a new pass for whoever may work in the admin and has none or an old one."""
        response = self.get_response(request)
        if _is_of_the_admin(request) and request.user.has_perm(_PERMISSION):
            given = request.COOKIES.get(cookie_name(), "")
            if not _is_ours(given, _RENEWED):
                response.set_cookie(
                    cookie_name(),
                    _signer().sign("admin"),
                    httponly=True,
                    samesite="Lax",
                    secure=settings.SESSION_COOKIE_SECURE,
                )
        return response


def is_held(cookies: str) -> bool:
    """Whether a `Cookie` header, as it came, brings a pass that this library has given not too long ago."""
    try:
        found = SimpleCookie(cookies).get(cookie_name())
    except CookieError:
        return False
    return found is not None and _is_ours(found.value, OWN_LONGEST)


def cookie_name() -> str:
    """`__Host-uploads` under TLS; browsers refuse that prefix without it."""
    return "__Host-uploads" if settings.SESSION_COOKIE_SECURE else "uploads"


def _is_of_the_admin(request: HttpRequest) -> bool:
    # The other hosts have addresses of their own, and no sessions.
    site = getattr(request, "urlconf", None) in {None, settings.ROOT_URLCONF}
    return site and request.path.startswith(reverse("wagtailadmin_home", urlconf=settings.ROOT_URLCONF))


def _is_ours(value: str, age: timedelta) -> bool:
    try:
        _signer().unsign(value, max_age=age)
    except (BadSignature, SignatureExpired):
        return False
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="cms.web.upload_pass")
