"""Which admin views are open to those who work for one school, and of which model each is.

Ours declare it by `@surface`. Wagtail's stand here by name: what a new version adds stays closed until somebody has
looked at it and the crawl of the admin (tests/integration/admin) has tried it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db.models import Model
from django.http import Http404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.accounts.models import User
from cms.foundation.policies import Policy, policy_of

_OPEN: Final = {
    "": (
        *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_dismissibles"),
        *("wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"),
        *("wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search"),
        *("wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_external_link"),
        *("wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link"),
        *("wagtailadmin_choose_page_anchor_link", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
        "wagtailadmin_block_preview",
    ),
    "wagtailadmin_api:pages": ("listing", "detail"),
    "wagtailadmin_api:documents": ("listing", "detail"),
    "wagtailadmin_api:images": ("listing", "detail"),
    "wagtailadmin_editing_sessions": ("ping", "release"),
    "wagtailadmin_pages": (
        *("add", "add_subpage", "choose_parent", "edit", "copy", "delete", "unpublish", "convert_alias", "move"),
        *("move_confirm", "set_page_position", "lock", "unlock", "preview_on_add", "preview_on_edit", "view_draft"),
        *("search", "search_results", "type_use", "type_use_results", "usage", "history", "history_results"),
        *("revisions_index", "revisions_view", "revisions_revert", "revisions_unschedule", "revisions_compare"),
        "workflow_history",
    ),
    "wagtailadmin_reports": ("aging_pages", "aging_pages_results"),
    "wagtaildocs": (
        *("index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple", "delete_multiple"),
        *("create_multiple_from_uploaded_document", "delete_upload_multiple", "document_usage"),
    ),
    "wagtaildocs_chooser": ("choose", "choose_results", "chosen", "chosen_multiple", "create"),
    "wagtailimages": (
        *("index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple", "delete_multiple"),
        *("create_multiple_from_uploaded_image", "delete_upload_multiple", "image_usage"),
    ),
    "wagtailimages_chooser": ("choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format"),
    "wagtailsnippets": ("index",),
}
_OF_SNIPPETS: Final = {
    "wagtailsnippets": ("list", "list_results", "add", "edit", "delete", "usage", "history", "history_results", "copy"),
    "wagtailsnippetchoosers": ("choose", "choose_results", "chosen", "chosen_multiple", "create"),
}
# Forms that take only what is the user's own, and say so beside the field: those of pages (cms.web.own_choices,
# body_forms), and ours, which are offered the shelves of one user.
_OURS: Final = "kv_"
_LIMIT_THEMSELVES: Final = frozenset(
    f"wagtailadmin_pages:{name}" for name in ("add", "edit", "preview_on_add", "preview_on_edit")
)


def is_open(view: Any, view_name: str) -> bool:
    """Whether somebody who works for one school may call this view at all."""
    return policy_of(view) is Policy.STAFF or view_name in _open_views()


def limits_its_form(view_name: str) -> bool:
    """Whether the form behind the view refuses foreign objects by itself, with a sentence."""
    return view_name in _LIMIT_THEMSELVES or view_name.startswith(_OURS)


def model_of(view: Any, view_name: str, kwargs: Mapping[str, Any]) -> type[Model] | None:
    """The model whose keys the view takes.

    Raises:
        Http404: the route names a model that there is not.
    """
    if {"app_label", "model_name"} <= kwargs.keys():
        try:
            return apps.get_model(kwargs["app_label"], kwargs["model_name"])
        except LookupError as error:
            raise Http404 from error
    said = getattr(view, "view_initkwargs", {}).get("model") or getattr(
        getattr(view, "view_class", None), "model", None
    )
    if isinstance(said, str):
        said = apps.get_model(said)
    if isinstance(said, type) and issubclass(said, Model):
        return said
    return next((model for start, model in _models() if view_name.startswith(start)), None)


@cache
def fields_of(model: type[Model] | None) -> frozenset[str]:
    """Fields of a model that hold values and no keys, as its forms send them."""
    if model is None:
        return frozenset()
    return frozenset(
        field.name for field in model._meta.concrete_fields if not field.is_relation and not field.primary_key
    )


@cache
def _models() -> tuple[tuple[str, type[Model]], ...]:
    return (
        ("wagtailadmin_account", User),
        *((start, Page) for start in ("wagtailadmin_pages:", "wagtailadmin_choose_page", "wagtailadmin_api:pages:")),
        *((start, get_image_model()) for start in ("wagtailimages", "wagtailadmin_api:images:")),
        *((start, get_document_model()) for start in ("wagtaildocs", "wagtailadmin_api:documents:")),
    )


@cache
def _open_views() -> frozenset[str]:
    snippets = {
        f"{prefix}_{model._meta.app_label}_{model._meta.model_name}": names
        for model in get_snippet_models()
        for prefix, names in _OF_SNIPPETS.items()
    }
    return frozenset(
        f"{namespace}:{name}".removeprefix(":") for namespace, names in (_OPEN | snippets).items() for name in names
    )
