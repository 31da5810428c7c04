"""The surfaces that exist: from the URL resolver, the page types, the OpenAPI documents and the search port."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from django.conf import settings
from wagtail.models import get_page_models

from cms.foundation.checks import surfaces
from cms.foundation.policies import Policy, policy_of
from search.port import SearchEngine
from tests.factories.callers import document

API_ROOTS = {False: "/api/v1/", True: "/api/v1/public/"}
PAGES_ROUTE = "^((?:"  # Wagtail's: each type of page answers there by its own serve()


def all_surfaces() -> dict[str, Policy | None]:
    """Every surface with its policy."""
    return dict([*_views(), *_pages(), *_operations(), *_port()])


def routes_of_the_api() -> set[str]:
    """Paths below the API's roots as the resolver has them, in OpenAPI's notation."""
    return {
        "/" + route.replace("<uuidstr:", "{").replace(">", "}")
        for route, _view, _policy in surfaces(settings.ROOT_URLCONF)
        if _is_api(route) and not route.endswith("openapi.json")
    }


def _views() -> Iterator[tuple[str, Policy | None]]:
    for urlconf in (settings.ROOT_URLCONF, settings.CONTENT_URLCONF, settings.INTERNAL_URLCONF):
        for route, _view, policy in surfaces(urlconf):
            if not _is_api(route) and not route.startswith(PAGES_ROUTE):
                yield f"{urlconf} /{route}", policy


def _is_api(route: str) -> bool:
    return route.startswith("api/v1/")


def _pages() -> Iterator[tuple[str, Policy | None]]:
    for model in get_page_models():
        if "site-packages" not in inspect.getfile(model):
            yield f"page {model._meta.label}", Policy.CATALOGUE


def _operations() -> Iterator[tuple[str, Policy | None]]:
    for public in (False, True):
        for path, methods in document(public=public)["paths"].items():
            for method, operation in methods.items():
                said = operation["x-surface-policy"]
                yield f"{method.upper()} {path}", Policy(said) if said else None


def _port() -> Iterator[tuple[str, Policy | None]]:
    for name, method in inspect.getmembers(SearchEngine, inspect.isfunction):
        if not name.startswith("_"):
            yield f"port {name}", policy_of(method)
