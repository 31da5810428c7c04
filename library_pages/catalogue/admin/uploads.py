"""What the uploads of all kinds share: who may add and edit, the way to the form, the form's page.

A kind is the class that types mix into their page model: what is read from a file, what is played.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.foundation.errors import Problem
from cms.plugins import registry
from cms.plugins.contract import FileRule, ResourceType
from library_pages.catalogue.models import ResourcePage, ShelfPage


def add_menu_entries(kind: type[Model], route: str) -> None:
    """“New: …” in the admin's menu for each installed type of this kind; `route` takes the type's slug."""
    for order, declaration in enumerate(registry.all_types()):
        if not issubclass(apps.get_model(declaration.page), kind):
            continue

        def entry(declaration: ResourceType = declaration, order: int = order) -> MenuItem:
            return MenuItem(
                format_lazy(gettext_lazy("New: {label}"), label=declaration.label),
                reverse(route, args=[declaration.slug]),
                name=f"upload-{declaration.slug}",
                icon_name="upload",
                order=110 + order,
            )

        hooks.register("register_admin_menu_item", entry)


def type_of_kind(slug: str, kind: type[Model]) -> tuple[ResourceType, FileRule]:
    """The installed type with the files that it takes.

    Raises:
        Http404: there is none of this kind.
    """
    declaration = registry.get(slug)
    if declaration is None or declaration.accepts is None or not issubclass(apps.get_model(declaration.page), kind):
        raise Http404
    return declaration, declaration.accepts


def shelves_of(user: Any, shelf_id: int | None = None) -> tuple[Any, ShelfPage]:
    """The shelves on which this user may put something, and the one to begin with.

    Raises:
        PermissionDenied: there is none, or she may put nothing on the one that was asked for.
    """
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    shelves = ShelfPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")
    first = shelves.filter(pk=shelf_id).first() if shelf_id else shelves.first()
    if first is None:
        raise PermissionDenied
    return shelves, first


def editable(request: HttpRequest, page_id: int, kind: type[Model]) -> Any:
    """A page of this kind that this user may edit.

    Raises:
        PermissionDenied: it is another one.
    """
    page = get_object_or_404(ResourcePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit() or not isinstance(page.specific, kind):
        raise PermissionDenied
    return page.specific


def require_editor_of_one(request: HttpRequest, pages: Iterable[Page]) -> None:
    """What lies behind pages is shown to who may edit one of them.

    Raises:
        Http404: she may edit none.
    """
    if not any(Page.permissions_for_user(page, request.user).can_edit() for page in pages):
        raise Http404


def complain(form: Form, field: str, problem: Problem) -> None:
    """Say under the field why a file was refused."""
    form.add_error(field, f"{problem.title} {problem.detail}".strip())


def heading_of(declaration: ResourceType) -> str:
    """Over the form of a new resource."""
    return _("Upload: {label}").format(label=declaration.label)


def upload_page(request: HttpRequest, form: Form, heading: str, back: str, *, help_text: str) -> HttpResponse:
    """The form of files; 422 when something in it was refused."""
    context = {"form": form, "heading": heading, "back": back, "help_text": help_text}
    return TemplateResponse(request, "catalogue/admin/upload.html", context, status=422 if form.errors else 200)
