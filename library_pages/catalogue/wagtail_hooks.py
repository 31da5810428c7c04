"""Hooks into Wagtail's admin: viewsets, and the leaks between schools that hooks can close."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import base_page_viewset
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail.snippets.models import register_snippet

from cms.plugins import registry
from library_pages.catalogue.admin import (  # noqa: F401  (all but one register themselves)
    content_views,
    proposals,
    publishing,
    type_faults,
    uploads,
)
from library_pages.catalogue.admin.filters import OwnGenericPageFilterSet
from library_pages.catalogue.admin.own_views import OwnImageChooseView
from library_pages.catalogue.admin.viewsets import AuthorityGroup, OwnTypeUseView, ResourcePageViewSet
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.services.proposals import ACCEPTED

_FILE_ACTIONS = ("add", "change", "delete", "choose")

register_snippet(AuthorityGroup)
image_chooser.choose_view_class = OwnImageChooseView
base_page_viewset.filterset_class = OwnGenericPageFilterSet
base_page_viewset.content_type_use_view_class = OwnTypeUseView


@hooks.register("register_admin_viewset")
def register_resource_viewset() -> ResourcePageViewSet:
    """Listing and filters of resources."""
    return ResourcePageViewSet("resources")


@hooks.register("register_admin_urls")
def register_proposal_urls() -> list[Any]:
    return [
        path("proposals/", proposals.listed, name="kv_proposals"),
        path("proposals/<int:proposal_id>/", proposals.decide, name="kv_decide"),
        path("proposals/<slug:app_label>/<slug:model_name>/<int:object_id>/", proposals.propose, name="kv_propose"),
    ]


hooks.register("register_snippet_listing_buttons", proposals.propose_button)


@hooks.register("register_admin_menu_item")
def register_proposals() -> MenuItem:
    """The menu entry of proposals, below the lists that they are about."""
    label = gettext_lazy("Proposals")
    return proposals.ProposalsMenuItem(label, reverse("kv_proposals"), name="proposals", icon_name="edit", order=251)


@hooks.register("register_log_actions")
def register_what_was_proposed(actions: LogActionRegistry) -> None:
    """How the history of an authority tells of it: the school is named, its people are not."""

    @actions.register_action(ACCEPTED)
    class Accepted(LogFormatter):  # type: ignore[misc]  # Wagtail has no types for it
        label = gettext_lazy("Accept a proposal")

        def format_message(self, log_entry: Any) -> str:
            """The change with the value that stood there before."""
            return str(_("Changed as %(school)s proposed: %(before)s → %(after)s") % log_entry.data)


@hooks.register("insert_global_admin_css")
def wear_the_houses_colours() -> SafeString:
    """Our colours over Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("catalogue/admin.css"))


@hooks.register("construct_main_menu")
def leave_out_wagtails_help(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's guide and news are in English, on the net, and about what is not here."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("construct_reports_menu")
def leave_out_what_is_closed(request: HttpRequest, menu_items: list[Any]) -> None:
    """The report of page types names who of any school edited last; schools don't get it."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: "QuerySet[Page]", request: HttpRequest) -> "QuerySet[Page]":
    """The page chooser shows what the explorer shows, no more."""
    return pages.filter(pk__in=page_permission_policy.explorable_instances(request.user).values("pk"))


class _OwnFiles:
    """Limits an endpoint of the admin's API to files that the user may see."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()  # type: ignore[misc]  # a mix-in before Wagtail's viewset
        user = self.request.user  # type: ignore[attr-defined]  # set by the viewset
        policy = policy_registry.get_by_type(queryset.model)
        return queryset.filter(pk__in=policy.instances_user_has_any_permission_for(user, _FILE_ACTIONS).values("pk"))


class OwnImages(_OwnFiles, ImagesAdminAPIViewSet):
    """Images that the user's school may work with."""


class OwnDocuments(_OwnFiles, DocumentsAdminAPIViewSet):
    """Documents that the user's school may work with."""


@hooks.register("construct_admin_api", order=100)
def close_the_files_api(router: Any) -> None:
    """After Wagtail's own registration: without this every file of every school is listed with its address."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


def _stand_ins(page: Page) -> "QuerySet[ResourcePage]":
    missing = ResourcePage.objects.descendant_of(page, inclusive=True).order_by()
    slugs = [slug for slug in missing.values_list("type_slug", flat=True).distinct() if _is_gone(slug)]
    return missing.filter(type_slug__in=slugs)


def _is_gone(slug: str) -> bool:
    return registry.get(slug) is None


@hooks.register("before_delete_page")
@hooks.register("before_copy_page")
def keep_stand_ins(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page whose type is gone can be neither deleted nor copied: its own table is unknown."""
    if not _stand_ins(page).exists():
        return None
    messages.error(
        request, _("The plugin of a resource here is not installed. Install it again first; nothing is lost.")
    )
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def keep_stand_ins_in_bulk(request: HttpRequest, action: str, objects: list[Any], _instance: Any) -> None:
    """The same for bulk actions."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action in {"delete", "move"} and any(_stand_ins(page).exists() for page in pages):
        raise PermissionDenied
