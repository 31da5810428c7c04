"""Previews in the admin: a page as a reader of its audience sees it, on the host that the editor came by.

Wagtail's own previews take the host from its Site record and render a template by name; our site knows its hosts from
the settings alone, and pages are rendered by `serve()`. The reader of a preview is somebody made up who has never read
anything. What an editor's own cookies would show, and all that a visit counts or changes, is left out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.reader import ANONYMOUS, Reader
from cms.web.middleware import SITE_CSP
from cms.web.models import ReaderKind
from cms.web.selectors import school_id_at
from cms.web.shapes import ErrorContext

# Of no row: such a reader has read nothing, and of what all schools share she is in no school that keeps things.
_NOBODY: Final = 0
_ANY_SCHOOL: Final = 0
# How the editor's browser reached us; nothing of who she is.
_CONNECTION: Final = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR", "wsgi.url_scheme")
# The admin frames it. It sends nothing, also no search: that would be answered to the editor.
_CSP: Final = (
    SITE_CSP.replace("connect-src 'self'", "connect-src 'none'")
    .replace("form-action 'self'", "form-action 'none'")
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
)

_is_running: ContextVar[bool] = ContextVar("preview", default=False)


def is_preview() -> bool:
    """Whether a preview is being made: nothing may be counted then, and addresses that ask who looks show nothing."""
    return _is_running.get()


def preview(page: Any, original: HttpRequest | None) -> HttpResponse:
    """The page as its reader would get it; `original` is the editor's request, where there is one."""
    request = _request_for(page, original)
    with _running(), translation.override(settings.LANGUAGE_CODE):
        try:
            response: HttpResponse = page.serve(request)
            if hasattr(response, "render"):
                response.render()
        except (Http404, PermissionDenied) as refused:
            response = render(request, "web/error.html", {"context": _refusal(refused)})
    response["Content-Security-Policy"] = _CSP
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    response.cookies.clear()  # a new one would end the editor's own forms
    return response


@contextmanager
def _running() -> Iterator[None]:
    token = _is_running.set(True)
    try:
        yield
    finally:
        _is_running.reset(token)


def _request_for(page: Any, original: HttpRequest | None) -> WSGIRequest:
    host = next(iter(settings.HOST_PAIRS))
    scheme = "https" if settings.BEHIND_TLS else "http"
    environ: dict[str, Any] = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "80", "wsgi.url_scheme": scheme}
    names = (*_CONNECTION, *(settings.SECURE_PROXY_SSL_HEADER or ())[:1])
    given = original.META if original is not None else {}
    environ |= {name: given[name] for name in names if name in given}
    path = page.relative_url(None) or "/"
    request = WSGIRequest(environ | {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": BytesIO()})
    request.user, request.reader = _looker(page)  # type: ignore[attr-defined]  # what middleware sets elsewhere
    request.LANGUAGE_CODE = settings.LANGUAGE_CODE
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail's own previews say it
    return request


def _looker(page: Any) -> tuple[User | AnonymousUser, Reader]:
    kind = page.preview_reader()
    if kind is ReaderKind.VISITOR:
        return AnonymousUser(), ANONYMOUS
    is_teacher = kind is ReaderKind.TEACHER
    name = str(Role.TEACHER.label) if is_teacher else pgettext("how a pupil without a name is addressed", "reader")
    school_id = (page.school_id if hasattr(page, "school_id") else school_id_at(page.path)) or _ANY_SCHOOL
    role = Role.TEACHER if is_teacher else Role.PUPIL
    reader = Reader(user_id=_NOBODY, school_id=school_id, roles=frozenset({role}))
    return User(pk=_NOBODY, first_name=name), reader


def _refusal(refused: Exception) -> ErrorContext:
    words = str(refused) if isinstance(refused, PermissionDenied) and str(refused) else ""
    return ErrorContext(
        status=200,
        title=words or _("Readers don't get to see this page."),
        text=_("There is nothing on it yet that they may open."),
        holds="frame",
    )
