"""Upload views, menu entries and what has to be so before a page that is played goes live, in Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from library_pages.catalogue.admin.uploads import add_menu_entries
from library_pages.media.admin import recording_views, views
from library_pages.media.admin.waiting import FOR_THE_RECORDING
from library_pages.media.models import MediaBacked


@hooks.register("register_admin_urls")
def register_recording_urls() -> list[Any]:
    """Routes under /admin/; Wagtail lets only users of the admin in."""
    return [
        path("recordings/new/<slug:type_slug>/", views.upload, name="kv_new_recording"),
        path("recordings/new/<slug:type_slug>/<int:shelf_id>/", views.upload, name="kv_new_recording_on"),
        path("resources/<int:page_id>/recording/", views.replace, name="kv_replace_recording"),
        path("resources/<int:page_id>/captions/", recording_views.captions, name="kv_captions"),
        path("resources/<int:page_id>/chapters/", recording_views.chapters, name="kv_chapters"),
        path("recordings/<uuid:recording_id>/state/", recording_views.state, name="kv_recording_state"),
        path("recordings/<uuid:recording_id>/retry/", recording_views.retry, name="kv_retry_recording"),
        path("recordings/<uuid:recording_id>/cancel/", recording_views.cancel, name="kv_cancel_recording"),
    ]


add_menu_entries(MediaBacked, "kv_new_recording")

FOR_THE_RECORDING.register()
