"""Error pages: what is so, what to do, and the code under which the log has it."""

import logging
import sys
from hashlib import sha256
from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from cms.foundation.logs import request_id
from cms.foundation.policies import Policy, surface
from cms.web.faults import is_away, is_full, is_too_large_a_number
from cms.web.frame import bare
from cms.web.shapes import Action, ErrorContext

logger = logging.getLogger(__name__)

# Without the letters and digits that are taken for one another when somebody reads a code aloud.
_LETTERS: Final = "ACDEFGHJKLMNPRTUVWXY34679"
_CODE: Final = 4
_RETRY_SECONDS: Final = 5


def code_of(identifier: str) -> str:
    """The short code of a request id, “K7F2”: what a person tells the librarian."""
    number = int.from_bytes(sha256(identifier.encode()).digest()[:8])
    letters = []
    for _place in range(_CODE):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)


@surface(Policy.OPEN)
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a limit of what is taken at once names itself."""
    title, text = _("This request can't be read."), _("Go back and try once more.")
    if isinstance(exception, TooManyFilesSent):
        title = _("These are more files than the library takes at once.")
        text = _("Go back and send them in several goes.")
    elif isinstance(exception, TooManyFieldsSent | RequestDataTooBig):
        title = _("This is more than the library takes at once.")
        text = _("Go back, shorten it or save it in parts.")
    return _page(request, ErrorContext(status=400, title=title, text=text, actions=(_home(),)))


@surface(Policy.OPEN)
@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; says why when whoever refused has said so."""
    actions = [_home()]
    if not request.user.is_authenticated:
        actions.insert(0, Action(_("Sign in"), f"{reverse('web:sign_in')}?next={request.path}", "sign-in"))
    return _page(
        request,
        ErrorContext(
            status=403,
            title=str(exception) if exception and str(exception) else _("This is not open to you."),
            text=_("There is more on the home page that you can open."),
            actions=tuple(actions),
            holds="frame",
        ),
    )


@surface(Policy.OPEN)
@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; one answer for what is not there and for what is not meant for this reader."""
    return _page(
        request,
        ErrorContext(
            status=404,
            title=_("This page is no longer here."),
            text=_("Go to the home page, or search again."),
            actions=(_home(),),
            holds="book",
        ),
    )


@surface(Policy.OPEN)
@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500; asks nothing of the database, which may be what has failed."""
    error = sys.exc_info()[1]
    if is_too_large_a_number(error, request):
        return bad_request(request)
    if is_full(error) or is_away(error):
        return _busy(request, full=is_full(error))
    code = code_of(request_id.get())
    logger.error("error page shown", extra={"code": code})
    context = ErrorContext(
        status=500,
        title=_("Something went wrong on the library's side."),
        text=_("It has been written down. Try again in a few minutes."),
        code=code,
        actions=(_home(),),
    )
    return render(request, "web/error.html", {"context": context, "site": bare(request)}, status=500)


def _busy(request: HttpRequest, *, full: bool) -> HttpResponse:
    """503 with the time after which it is worth another try; asks nothing of the database."""
    logger.warning("busy page shown", extra={"code": code_of(request_id.get()), "full": full})
    said = _("Nothing has been saved.") if request.method == "POST" else ""
    if full:
        title, text = _("There is no room left on the library's disk."), _("Tell the librarian. Reading goes on.")
    else:
        title = _("The library is busy for a moment.")
        text = _("Wait a few seconds, go back and send it once more: what you wrote is still there.")
    context = ErrorContext(status=503, title=title, text=f"{said} {text}".strip(), actions=(_home(),), holds="frame")
    response = render(request, "web/error.html", {"context": context, "site": bare(request)}, status=503)
    response["Retry-After"] = str(_RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@surface(Policy.OPEN)
@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that doesn't come from this site, or whose cookie is gone."""
    code = code_of(request_id.get())
    logger.warning("form refused", extra={"code": code, "reason": reason})
    return _page(
        request,
        ErrorContext(
            status=403,
            title=_("The form has waited too long."),
            text=_("Open the page anew and send it once more. Cookies must be allowed for it."),
            code=code,
            actions=(Action(_("Open the page anew"), request.path), _home()),
        ),
    )


def _page(request: HttpRequest, context: ErrorContext) -> HttpResponse:
    return render(request, "web/error.html", {"context": context}, status=context.status)


def _home() -> Action:
    return Action(_("To the home page"), "/", "house")
