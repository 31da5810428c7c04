"""Upload views, menu entries and the guard before publishing, in Wagtail's admin."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.plugins import registry
from library_pages.text.admin import views
from library_pages.text.models import FileBacked
from library_pages.text.services.pages import may_go_live
from library_pages.text.wording import NO_FILE, NOT_READY


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


def _add_entries() -> None:
    for order, declaration in enumerate(registry.all_types()):
        if not issubclass(apps.get_model(declaration.page), FileBacked):
            continue

        def entry(declaration: Any = declaration, order: int = order) -> MenuItem:
            return MenuItem(
                format_lazy("{} {}", _("Upload:"), declaration.label),
                reverse("kv_upload", args=[declaration.slug]),
                name=f"upload-{declaration.slug}",
                icon_name="upload",
                order=110 + order,
            )

        hooks.register("register_admin_menu_item", entry)


_add_entries()


@hooks.register("before_publish_page")
def wait_for_the_file(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A file-backed page goes live only when readers can open it; the draft has been saved before this runs."""
    if not isinstance(page, FileBacked) or may_go_live(page):
        return None
    messages.error(request, NOT_READY if page.source else NO_FILE)
    return redirect("wagtailadmin_pages:edit", page.pk)
