"""To which view a request leads: what stands in a path may be spelt in many ways, the resolver has the one answer."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

_KEPT = "khovang_match"


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """The view that will answer; None where there is none. May be asked before Django has looked for it."""
    if request.resolver_match is not None:
        return request.resolver_match
    if not hasattr(request, _KEPT):
        try:
            found = resolve(request.path_info, getattr(request, "urlconf", None) or settings.ROOT_URLCONF)
        except Resolver404:
            found = None
        setattr(request, _KEPT, found)
    kept: ResolverMatch | None = getattr(request, _KEPT)
    return kept


def is_api(request: HttpRequest) -> bool:
    """Whether an operation of the API answers, or says that there is none."""
    match = match_of(request)
    return match is not None and match.route.startswith("api/")
