"""System check: every surface declares its policy."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

from cms.foundation.policies import Policy, policy_of
from cms.foundation.routing import match_of

_declared: dict[tuple[str, str], Policy] = {}


def declare_namespace(urlconf: str, prefix: str, policy: Policy) -> None:
    """Declare the policy of all views under a prefix that comes from a package we don't own (Wagtail's admin)."""
    _declared[urlconf, prefix] = policy


def surfaces(urlconf: str) -> Iterator[tuple[str, Any, Policy | None]]:
    """Every route of a URL configuration: (pattern, callback, policy or None)."""
    for route, callback in _walk(get_resolver(urlconf), ""):
        yield route, callback, policy_of(callback) or _owner(urlconf, route)


def policy_at(request: HttpRequest) -> Policy | None:
    """The policy of the view to which a request of the site leads; None where there is no view."""
    from django.conf import settings  # noqa: PLC0415  (settings are read when a request comes)

    match = match_of(request)
    return None if match is None else policy_of(match.func) or _owner(settings.ROOT_URLCONF, match.route)


def _owner(urlconf: str, route: str) -> Policy | None:
    return next((p for (conf, prefix), p in _declared.items() if conf == urlconf and route.startswith(prefix)), None)


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from _walk(entry, route)


@register()
def every_surface_declares_its_policy(**_: object) -> list[CheckMessage]:
    """E001 for each view that says nothing about who may use it."""
    from django.conf import settings  # noqa: PLC0415  (settings are read when the check runs)

    return [
        Error(
            f"The view at /{route} declares no access policy.",
            hint="Put @surface(Policy.…) from cms.foundation.policies on it; see docs/architecture.md, Access.",
            id="foundation.E001",
        )
        for urlconf in (settings.ROOT_URLCONF, settings.CONTENT_URLCONF, settings.INTERNAL_URLCONF)
        for route, _callback, policy in surfaces(urlconf)
        if policy is None
    ]
