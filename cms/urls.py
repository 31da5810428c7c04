"""Routes of the site. Apps bring their own; this composes them."""

from importlib.util import find_spec

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.foundation.checks import declare_namespace
from cms.foundation.policies import Policy


def _there(prefix: str, module: str) -> list[object]:  # until every app has landed
    try:
        return [path(prefix, include(module))] if find_spec(module) else []
    except ModuleNotFoundError:
        return []


urlpatterns = [
    *_there("", "library_pages.catalogue.urls_admin"),  # before Wagtail's: overrides leaking views
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *_there("api/", "cms.api.urls"),
    *_there("", "cms.web.urls"),
    *_there("", "library_pages.catalogue.urls"),
    *_there("", "library_collections.urls"),
    *_there("", "search.urls"),
    *_there("", "library_pages.reading.urls"),
    path("", include(wagtail_urls)),
]

# Views that Wagtail brings: its own policies decide, and for pages ResourcePage.serve() asks the access rule.
declare_namespace("cms.urls", "admin/", Policy.STAFF)
declare_namespace("cms.urls", "documents/", Policy.STAFF)
declare_namespace("cms.urls", "_util/", Policy.OPEN)
declare_namespace("cms.urls", "^((?:", Policy.CATALOGUE)

_errors = find_spec("cms.web.views")
if _errors:
    handler400 = "cms.web.views.errors.bad_request"
    handler403 = "cms.web.views.errors.permission_denied"
    handler404 = "cms.web.views.errors.page_not_found"
    handler500 = "cms.web.views.errors.server_error"
