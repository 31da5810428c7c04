"""The page of captions in Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from library_pages.media.admin import captions


@hooks.register("register_admin_urls")
def register_captions_url() -> list[Any]:
    """A route under /admin/; Wagtail lets only users of the admin in."""
    return [path("resources/<int:page_id>/captions/", captions.captions, name="kv_captions")]
