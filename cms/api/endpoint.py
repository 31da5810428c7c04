"""What stands before and behind every operation: language, size, parameters, headers, and errors as problems."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from cms.api import caching, limits, problems
from cms.api.languages import language_of
from cms.api.operations import MountedOperation
from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface

View = Callable[..., HttpResponseBase]
_GET: Final = "GET"


def endpoint(mounted: Sequence[MountedOperation], *, public: bool) -> View:
    """The view of one address with all its methods; GET answers HEAD too.

    It carries the policy of its operations when all of them declare one (`checks` names those that don't).
    """
    by_method = {method: each for each in mounted for method in each.operation.methods}

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        method = _GET if request.method == "HEAD" else str(request.method)
        found = by_method.get(method)
        with translation.override(language_of(request)):
            try:
                if found is None:
                    raise problems.method_not_allowed(_allowed(by_method))
                limits.refuse_large(request)
                _refuse_unknown_parameters(request, found)
                response = found.operation.run(request, **kwargs)
            except Problem as problem:
                response = problems.respond(problem)
            response["Content-Language"] = translation.get_language() or ""
        if found is None:
            response["Allow"] = ", ".join(_allowed(by_method))
        kept = caching.class_of(found.operation.view_func, method, public=public) if found else caching.CacheClass.NEVER
        finished = caching.finish(request, response, kept)
        if finished["Cache-Control"] != caching.CacheClass.SHARED:
            # What a shared cache keeps would tell everybody how much one address has left.
            for name, value in limits.headers(request).items():
                finished[name] = value
        return finished

    policies = [each.policy for each in mounted]
    marked = surface(policies[0])(view) if policies[0] is not None and None not in policies else view
    return csrf_exempt(marked)  # a session that writes is checked by `authentication`, a token needs no check


@surface(Policy.OPEN)
def no_such_address(request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """Any other path below `/api/`."""
    with translation.override(language_of(request)):
        response = problems.respond(problems.no_such_address())
    return caching.finish(request, response, caching.CacheClass.NEVER)


def _refuse_unknown_parameters(request: HttpRequest, mounted: MountedOperation) -> None:
    unknown = set(request.GET) - mounted.parameters
    if unknown:
        raise problems.unknown_parameters(unknown, mounted.parameters)


def _allowed(by_method: dict[str, MountedOperation]) -> list[str]:
    return sorted({*by_method, "HEAD"} if _GET in by_method else by_method)
