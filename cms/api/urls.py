from collections.abc import Iterator

from django.urls import URLPattern, include, path
from ninja import NinjaAPI

from cms.api import docs
from cms.api.apis import public_api, reader_api
from cms.api.endpoint import endpoint, no_such_address
from cms.api.operations import MountedOperation, operations_of


def _patterns(api: NinjaAPI, *, public: bool) -> Iterator[URLPattern]:
    by_route: dict[str, list[MountedOperation]] = {}
    for mounted in operations_of(api):
        by_route.setdefault(mounted.route, []).append(mounted)
    for route, placed_here in by_route.items():
        view = endpoint(placed_here, public=public)
        for mounted in placed_here:
            yield path(route, view, name=mounted.name)


urlpatterns = [
    path("", docs.page, name="api-docs"),
    path("problems", docs.problems_page, name="api-problems"),
    path("v1/openapi.json", docs.openapi, name="api-openapi"),
    path("v1/public/openapi.json", docs.openapi_public, name="api-openapi-public"),
    path("v1/public/", include((list(_patterns(public_api(), public=True)), "api"), namespace="api-public")),
    path("v1/", include((list(_patterns(reader_api(), public=False)), "api"), namespace="api-v1")),
    path("<path:rest>", no_such_address),
]
