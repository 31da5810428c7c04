"""Upload views, menu entries and what has to be so before a page is made or goes live, in Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from library_pages.catalogue.admin.uploads import add_menu_entries
from library_pages.text.admin import views
from library_pages.text.admin.waiting import FOR_THE_FILE
from library_pages.text.models import FileBacked


@hooks.register("register_admin_urls")
def register_upload_urls() -> list[Any]:
    """Routes under /admin/; Wagtail lets only users of the admin in."""
    return [
        path("upload/<slug:type_slug>/", views.upload, name="kv_upload"),
        path("upload/<slug:type_slug>/<int:shelf_id>/", views.upload, name="kv_upload_to"),
        path("resources/<int:page_id>/file/", views.replace_file, name="kv_replace_file"),
        path("resources/<int:page_id>/contents/", views.correct_contents, name="kv_contents"),
        path("sources/<uuid:source_id>/state/", views.source_state, name="kv_source_state"),
        path("sources/<uuid:source_id>/retry/", views.retry_source, name="kv_retry_source"),
    ]


add_menu_entries(FileBacked, "kv_upload")

FOR_THE_FILE.register()
