"""Errors as problem documents (RFC 9457), and what the API itself can find wrong. One function a code."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem
from cms.foundation.logs import request_id

MEDIA_TYPE: Final = "application/problem+json"
# Where the codes are explained. A relative reference, so that it is right on every host (RFC 9457, 3.1.1).
TYPES: Final = "/api/problems#"
UNAUTHORISED: Final = 401


def document(problem: Problem) -> dict[str, Any]:
    """The members of a problem document in the language that is active; `instance` is the request's id."""
    return {
        "type": f"{TYPES}{problem.code}",
        "code": problem.code,
        "title": str(problem.title or problem.code),
        "status": problem.status,
        "detail": str(problem.detail),
        "instance": request_id.get(),
        **problem.extra,
    }


def respond(problem: Problem) -> HttpResponse:
    """A problem as an answer that nobody keeps."""
    response = JsonResponse(
        document(problem),
        status=problem.status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    if problem.status == UNAUTHORISED:
        response["WWW-Authenticate"] = 'Bearer realm="api"'
    wait = problem.extra.get("retry_after")
    if isinstance(wait, int | float):
        response["Retry-After"] = str(math.ceil(wait))
    return response


def not_found() -> Problem:
    """Nothing here for this reader; never says whether it exists for others."""
    return Problem("not-found", status=404, title=_("There is nothing here for you."))


def no_such_address() -> Problem:
    """No operation has this path."""
    return Problem("no-such-address", status=404, title=_("The API has no such address."))


def method_not_allowed(allowed: Iterable[str]) -> Problem:
    """The path has no operation of this method."""
    return Problem(
        "method-not-allowed",
        status=405,
        title=_("This address does not take that method."),
        extra={"allowed": sorted(allowed)},
    )


def not_signed_in() -> Problem:
    """No credentials at all on an address that needs a reader."""
    return Problem(
        "not-signed-in",
        status=401,
        title=_("Sign in first."),
        detail=_("Send an access token, or use /api/v1/public/ for what everybody may see."),
    )


def not_allowed() -> Problem:
    """A signed-in reader may not do this."""
    return Problem("not-allowed", status=403, title=_("This is not meant for you."))


def csrf_failed() -> Problem:
    """A session writes without its token: the request may come from another site (OWASP ASVS 3.5.1)."""
    return Problem(
        "csrf-failed",
        status=403,
        title=_("The page is too old to send this."),
        detail=_("Load the page again."),
    )


def unknown_parameters(names: Iterable[str], known: Iterable[str]) -> Problem:
    """Query parameters that the operation does not have; ignoring them would answer another question (ADR 0008)."""
    return Problem(
        "unknown-parameter",
        status=400,
        title=_("The address has a parameter that this operation does not know."),
        extra={
            "errors": [{"parameter": name, "code": "unknown"} for name in sorted(names)],
            "known": sorted(known),
        },
    )


def invalid(errors: list[Mapping[str, str]], *, status: int) -> Problem:
    """Parameters (400) or a body (422) that do not fit the operation."""
    return Problem(
        "not-valid", status=status, title=_("Something in the request does not fit."), extra={"errors": errors}
    )


def malformed() -> Problem:
    """The body is no JSON."""
    return Problem("malformed", status=400, title=_("The body of the request is not JSON."))


def cursor_not_valid() -> Problem:
    """A cursor that this library did not make, or made for another question."""
    return Problem(
        "cursor-not-valid",
        status=400,
        title=_("This list can't go on from here."),
        detail=_("Ask for its beginning again, without a cursor."),
    )


def too_large(limit: int) -> Problem:
    """A body above the limit, in bytes."""
    return Problem("too-large", status=413, title=_("The request is too large."), extra={"limit": limit})


def rate_limited(seconds: float) -> Problem:
    """More requests than the limit allows; `retry_after` in whole seconds."""
    return Problem(
        "rate-limited",
        status=429,
        title=_("Too many requests. Wait a moment."),
        extra={"retry_after": max(1, math.ceil(seconds))},
    )


def database_away() -> Problem:
    """The database can't be reached, or answers too slowly."""
    return Problem(
        "away",
        status=503,
        title=_("The library can't answer at the moment."),
        detail=_("Try again in a few seconds."),
        extra={"retry_after": 5},
    )


def unexpected() -> Problem:
    """A fault of ours; the log has it under `instance`."""
    return Problem(
        "unexpected",
        status=500,
        title=_("Something broke on our side."),
        detail=_("Try again. If it stays like this, tell your librarian the number of the request."),
    )
