"""Hooks of the admin for pages whose content workers make ready: they lead to the upload, and say what is missing.

The rule itself is the model's (`models.page_mixin`); the hooks explain it before somebody runs into it.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.plugins import registry
from library_pages.catalogue.content import ContentKind, kinds_of
from library_pages.catalogue.models import ContentPageMixin
from library_pages.catalogue.services.content import describe_draft

UNKNOWN: Final = "unknown"


def readiness_field(kind: ContentKind[Any]) -> str:
    """Name of the input of a page's form that is UNKNOWN when its content had not been read as the form was opened."""
    return f"{kind.slug}_seen"


@hooks.register("before_create_page")
def redirect_to_upload(request: HttpRequest, parent: Page, model: type[Page]) -> HttpResponse | None:
    """An empty form would ask for what the content says of itself: every way to a new page leads to its upload."""
    declaration = registry.get(model._meta.app_label)
    kinds = kinds_of(model)
    if declaration is None or not kinds:
        return None
    return redirect("kv_upload_to", declaration.slug, parent.pk)


@hooks.register("before_publish_page")
def refuse_unready(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the form while something is missing; the draft has been saved before this runs."""
    if not isinstance(page, ContentPageMixin):
        return None
    missing = page.what_is_missing()
    if missing:
        messages.error(request, missing)
    elif not _fill_fields_if_read_meanwhile(request, page):
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def fill_fields_after_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A form that was opened before the content was read knows nothing of it: saved, it empties what was filled in."""
    if isinstance(page, ContentPageMixin):
        _fill_fields_if_read_meanwhile(request, page)
    return None


@hooks.register("before_bulk_action")
def refuse_unready_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], _instance: Any
) -> HttpResponse | None:
    """The same for pages that are published in bulk, which asks no other hook."""
    if action != "publish":
        return None
    pages: list[Any] = [item.get_latest_revision_as_object() for item in objects if isinstance(item, Page)]
    waiting: list[Any] = [page for page in pages if isinstance(page, ContentPageMixin) and not page.may_go_live()]
    if not waiting:
        return None
    titles = ", ".join(page.get_admin_display_title() for page in waiting[:3])
    messages.error(request, str(kinds_of(type(waiting[0]))[0].words.not_in_bulk) % {"titles": titles})
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _fill_fields_if_read_meanwhile(request: HttpRequest, page: Any) -> bool:
    # Autosave sends JSON and refuses by itself to write over a newer draft.
    if "json" in request.headers.get("Accept", ""):
        return False
    described = False
    for kind, content in page.contents():
        if request.POST.get(readiness_field(kind)) == UNKNOWN and kind.missing(content) is None:
            describe_draft(page, content, request.user)
            messages.warning(request, kind.words.filled_meanwhile)
            described = True
    return described
