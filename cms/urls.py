"""Routes of the site. Apps bring their own; this composes them."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.foundation.checks import declare_namespace
from cms.foundation.policies import Policy, surface

# One door, with its limits on tries: Wagtail's own form has none.
_to_the_door = surface(Policy.OPEN)(RedirectView.as_view(pattern_name="web:sign_in", query_string=True))

urlpatterns = [
    path("", include("library_pages.catalogue.urls_admin")),  # before Wagtail's: overrides leaking views
    path("admin/login/", _to_the_door),
    path("_util/login/", _to_the_door),
    # Pages and files have an audience; Wagtail's passwords for them could be guessed without a limit.
    re_path("^_util/authenticate_with_password/", _to_the_door),
    re_path("^documents/authenticate_with_password/", _to_the_door),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("cms.api.urls")),
    path("", include("cms.web.urls")),
    path("", include("library_pages.catalogue.urls")),
    path("", include("library_pages.media.playing.delivery")),
    path("", include("search.urls")),
    path("", include("library_pages.reading.urls")),
    path("", include("analytics.urls")),
    path("", include(wagtail_urls)),
]

# Views that Wagtail brings: its own policies decide, and for pages ResourcePage.serve() asks the access rule.
declare_namespace("cms.urls", "admin/", Policy.STAFF)
declare_namespace("cms.urls", "documents/", Policy.STAFF)
declare_namespace("cms.urls", "_util/", Policy.OPEN)
declare_namespace("cms.urls", "^((?:", Policy.CATALOGUE)

handler400 = "cms.web.views.errors.bad_request"
handler403 = "cms.web.views.errors.permission_denied"
handler404 = "cms.web.views.errors.page_not_found"
handler500 = "cms.web.views.errors.server_error"
