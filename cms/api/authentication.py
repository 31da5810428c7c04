"""Who asks: a bearer token, or the session of the site; an address takes either, and never a mixture.

A token that is presented and not valid is an error everywhere but under `/api/v1/public/`, which reads none (ADR 0008):
an app that became anonymous without noticing would show a pupil an empty shelf.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from cms.accounts import problems as account_problems
from cms.accounts.models import ApiToken
from cms.accounts.reader import ANONYMOUS, Reader, reader_for, reader_of
from cms.accounts.services import holder_of
from cms.api import limits, problems
from cms.foundation.proxies import client_address

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class BearerToken(AuthBase):
    """`Authorization: Bearer <access token>`."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "An access token of POST /api/v1/auth/pupil, /staff or /refresh; it lives 15 minutes."

    def __call__(self, request: HttpRequest) -> Reader | None:
        """The reader behind the token; None without the header."""
        token = token_of(request)
        if token is None:
            return None
        request.user = token.user
        return _take(request, reader_for(token.user))


class SiteSession(AuthBase):
    """The site's session cookie; a write needs the header X-CSRFToken too."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"
    openapi_description = "The session of somebody who has signed in on the site; writes send X-CSRFToken as well."

    def __call__(self, request: HttpRequest) -> Reader | None:
        """The reader behind the session; None without one."""
        if not request.user.is_authenticated:
            return None
        if request.method not in _SAFE and check_csrf(request) is not None:
            raise problems.csrf_failed()
        return _take(request, reader_of(request))


def token_of(request: HttpRequest) -> ApiToken | None:
    """The living token of the request; None when it has no such header. The user stays as she was.

    Raises:
        Problem: `token-not-valid` for anything else that stands in the header.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, value = header.partition(" ")
    token = holder_of(value.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        limits.spend(request, limits.ADDRESS, client_address(request))
        raise account_problems.token_not_valid()
    return token


def anonymous(request: HttpRequest) -> Reader:
    """Nobody, whatever the request carries: what a shared cache keeps must be the same for all."""
    request.user = AnonymousUser()
    request.reader = ANONYMOUS  # type: ignore[attr-defined]  # where reader_of looks
    limits.spend(request, limits.ADDRESS, client_address(request))
    return ANONYMOUS


def before_sign_in(request: HttpRequest) -> Reader:
    """For the operations that lead to a token: no credentials needed, but none that are wrong."""
    token_of(request)
    return anonymous(request)


def _take(request: HttpRequest, reader: Reader) -> Reader:
    request.reader = reader  # type: ignore[attr-defined]  # where reader_of looks
    limits.spend(request, limits.READER, str(reader.user_id))
    return reader
