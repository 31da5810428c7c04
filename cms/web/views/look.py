"""The switches in the foot, and the style sheet of the types."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from cms.foundation.policies import Policy, surface
from cms.web import looks
from cms.web.look import COOKIE, MAX_AGE, as_cookie, look_of, toggled
from cms.web.views.pages import safe_next

_FOR_EVER: Final = "public, max-age=31536000, immutable"


@surface(Policy.OPEN)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Turn a switch, or choose the language; works without script and without signing in."""
    response = HttpResponseRedirect(safe_next(request, "/"))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if switch := request.POST.get("switch", ""):
        _keep(response, COOKIE, as_cookie(toggled(look_of(request), switch)))
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name, value, max_age=MAX_AGE, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )


@surface(Policy.OPEN)
@require_safe
def types_css(request: HttpRequest, version: str) -> HttpResponse:
    """The colours of the installed types; the version is part of the address, so that browsers may keep it."""
    response = HttpResponse(looks.style_sheet(), content_type="text/css; charset=utf-8")
    current = version == looks.style_sheet_version()
    response["Cache-Control"] = _FOR_EVER if current else "no-cache"
    return response
