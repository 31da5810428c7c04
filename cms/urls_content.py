"""Routes of the content origin (ADR 0007)."""

from django.urls import path

from cms.web.content_origin import views

urlpatterns = [
    path("r/<str:token>/<str:package>/files.json", views.files_listing, name="files"),
    path("r/<str:token>/<str:package>/<str:engine>", views.engine_page, name="engine"),
    path("c/<str:token>/<str:package>/<path:path>", views.package_file, name="file"),
    path("e/<str:version>/<path:path>", views.own_bundle_file, name="bundle"),
    path("b/<str:engine>/<str:version>/<path:path>", views.brought_bundle_file, name="brought-bundle"),
]
