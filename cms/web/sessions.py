"""Sessions of the site: two weeks on somebody's own device; on a shared one until the browser closes or rests.

When somebody last acted stands in a signed cookie beside the session's and not in its row: pages are read without
writing anything. Without that cookie a session on a shared device is over.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from cms.accounts.enums import Role
from cms.accounts.lifetimes import OWN_LONGEST, PUPIL_IDLE, SHARED_LONGEST, STAFF_IDLE
from cms.accounts.models import User
from cms.accounts.reader import reader_for
from cms.foundation import clock

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
_SHARED: Final = "shared_device"  # in the session: [seconds of rest that end it, when it ends at the latest]
_WRITTEN: Final = timedelta(seconds=60)  # the cookie is not sent anew more often
# What a page asks by itself for as long as it is open shows nobody before the screen.
_BY_ITSELF: Final = frozenset({"wagtailadmin_editing_sessions"})


def begin(request: HttpRequest, user: User, *, own: bool) -> None:
    """Sign somebody in, on her own device or on one that others use too."""
    login(request, user, backend=_BACKEND)
    if own:
        request.session.set_expiry(OWN_LONGEST)
        return
    idle = STAFF_IDLE if reader_for(user).roles - {Role.PUPIL} else PUPIL_IDLE
    request.session.set_expiry(0)  # a cookie that the browser drops when it closes
    request.session[_SHARED] = [int(idle.total_seconds()), (clock.now() + SHARED_LONGEST).timestamp()]


class SharedDeviceMiddleware:
    """Signs out whoever has left a shared device without doing it; stands after Django's authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look when somebody asks for the user: what is the same for everybody never touches the session."""
        user = request.user
        request.user = SimpleLazyObject(lambda: _unless_over(request, user))  # type: ignore[assignment]
        response = self.get_response(request)
        if request.session.accessed and _SHARED in request.session and not _is_by_itself(request):
            _write(request, response)
        return response


def _unless_over(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    shared = request.session.get(_SHARED) if user.is_authenticated else None
    if shared is None:
        return user
    idle, ends = shared
    moment, acted = clock.now().timestamp(), _acted_at(request)
    if acted is not None and moment - acted <= idle and moment <= ends:
        return user
    request.session.flush()
    return AnonymousUser()


def _write(request: HttpRequest, response: HttpResponseBase) -> None:
    moment, acted = clock.now().timestamp(), _acted_at(request)
    if acted is not None and moment - acted < _WRITTEN.total_seconds():
        return
    response.set_cookie(
        cookie_name(),
        _signer(request).sign(str(int(moment))),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _acted_at(request: HttpRequest) -> float | None:
    try:
        return float(_signer(request).unsign(request.COOKIES.get(cookie_name(), "")))
    except (signing.BadSignature, ValueError):
        return None


def _signer(request: HttpRequest) -> signing.Signer:
    return signing.Signer(salt=f"cms.web.acted:{request.session.session_key}")  # worth nothing in another session


def _is_by_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not _BY_ITSELF.isdisjoint(match.namespaces)


def cookie_name() -> str:
    """`__Host-acted` under TLS; browsers refuse that prefix without it."""
    return "__Host-acted" if settings.SESSION_COOKIE_SECURE else "acted"
