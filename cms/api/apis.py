"""The two APIs: for signed-in readers, and for everybody."""

import logging
from functools import cache
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from cms.api import limits, problems, registry, validation
from cms.api.authentication import BearerToken, SiteSession, anonymous
from cms.foundation.errors import Problem
from cms.foundation.outside import read_json

logger = logging.getLogger(__name__)

VERSION: Final = "1.0.0"
_DESCRIPTION: Final = "The library of a school for apps: find, open and read, and go on where one stopped."


class _Renderer(JSONRenderer):
    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}  # Vietnamese as UTF-8 is half as long


class _Parser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request.body)


@cache
def reader_api() -> NinjaAPI:
    """`/api/v1/`: a signed-in reader, by token or session. Made late, when all apps have brought their routers."""
    return _api(public=False)


@cache
def public_api() -> NinjaAPI:
    """`/api/v1/public/`: nobody in particular, whatever the request carries."""
    return _api(public=True)


def _api(*, public: bool) -> NinjaAPI:
    api = NinjaAPI(
        title="Kho Vàng" + (", for everybody" if public else ""),
        version=VERSION,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api-public" if public else "api-v1",
        renderer=_Renderer(),
        parser=_Parser(),
        auth=anonymous if public else [BearerToken(), SiteSession()],
    )
    for mount in registry.mounts(public=public):
        if public:
            api.add_router(mount.prefix, mount.router, auth=anonymous)
        else:
            api.add_router(mount.prefix, mount.router)
    _answer_with_problems(api)
    return api


def _answer_with_problems(api: NinjaAPI) -> None:
    @api.exception_handler(Problem)
    def known(request: HttpRequest, problem: Problem) -> HttpResponse:
        return problems.respond(problem)

    @api.exception_handler(Http404)
    def nothing_here(request: HttpRequest, error: Http404) -> HttpResponse:
        return problems.respond(problems.not_found())

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return problems.respond(problems.not_allowed())

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problems.respond(validation.problem_of(error.errors))

    @api.exception_handler(AuthenticationError)
    def no_credentials(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problems.respond(problems.not_signed_in())

    @api.exception_handler(HttpError)
    def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problems.respond(problems.malformed())  # the only one that Ninja raises besides those above

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problems.respond(problems.too_large(limits.MAX_BODY))

    @api.exception_handler(OperationalError)
    @api.exception_handler(InterfaceError)
    def database_away(request: HttpRequest, error: Exception) -> HttpResponse:
        logger.warning("database away", exc_info=error)
        return problems.respond(problems.database_away())

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Any) -> HttpResponse:
        logger.error("unexpected", exc_info=error)
        return problems.respond(problems.unexpected())
