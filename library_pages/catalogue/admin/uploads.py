"""Who may upload what: types, shelves, pages, and the way to the form in the admin's menu."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
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
from library_pages.catalogue.content import ContentKind, kinds_of
from library_pages.catalogue.models import ResourcePage


@hooks.register("construct_main_menu")
def add_menu_entries(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """“New: …” in the admin's menu for each installed type that is uploaded; a part is added at its parent."""
    for order, declaration in enumerate(registry.all_types()):
        if declaration.accepts is None or declaration.part_of is not None:
            continue
        if kinds_of(model_of(declaration)):
            menu_items.append(
                MenuItem(
                    format_lazy(gettext_lazy("New: {label}"), label=declaration.label),
                    reverse("kv_upload", args=[declaration.slug]),
                    name=f"upload-{declaration.slug}",
                    icon_name="upload",
                    order=110 + order,
                )
            )


def model_of(declaration: ResourceType) -> type[ResourcePage]:
    """The page model of an installed type."""
    model: type[ResourcePage] = apps.get_model(declaration.page)
    return model


def type_with_content(slug: str) -> tuple[ResourceType, tuple[ContentKind[Any], ...]]:
    """The installed type with the kinds of content that are uploaded for it.

    Raises:
        Http404: there is none.
    """
    declaration = registry.get(slug)
    kinds = kinds_of(model_of(declaration)) if declaration is not None and declaration.accepts is not None else ()
    if declaration is None or not kinds:
        raise Http404
    return declaration, kinds


def rule_of(declaration: ResourceType | None, kind: ContentKind[Any]) -> FileRule:
    """Which files a type takes for this kind of content: of its rule what the kind is made of.

    Raises:
        Http404: it takes none.
    """
    rule = declaration.accepts if declaration is not None else None
    own = tuple(name for name in rule.kinds if name in kind.file_kinds) if rule is not None else ()
    if rule is None or not own:
        raise Http404
    return replace(rule, kinds=own)


def places_for(declaration: ResourceType, user: Any, place_id: int | None = None) -> tuple[Any, Page]:
    """The pages below which this user may put a new resource of a type, and the one to begin with.

    Those are shelves; for a part it is the one parent that was asked for.

    Raises:
        PermissionDenied: there is none, or she may put nothing below the one that was asked for.
    """
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    (model,) = model_of(declaration).clean_parent_page_models()
    places: Any = model._default_manager.filter(pk__in=allowed.values("pk")).order_by("path")
    if declaration.part_of is not None:
        places = places.filter(pk=place_id)
    first = places.filter(pk=place_id).first() if place_id else places.first()
    if first is None:
        raise PermissionDenied
    return places, first


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
