"""Uploading a recording for a new or an existing resource."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from cms.plugins.contract import ResourceType
from library_pages.catalogue.admin.uploads import (
    complain,
    editable,
    heading_of,
    shelves_of,
    type_of_kind,
    upload_page,
)
from library_pages.media.admin.forms import NewRecordingForm, RecordingForm
from library_pages.media.enums import RecordingKind
from library_pages.media.models import MediaBacked
from library_pages.media.services.pages import new_page_for_recording, replace_recording
from library_pages.media.wording import ARRIVED


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, type_slug: str, shelf_id: int | None = None) -> HttpResponse:
    """A new resource from a recording: the page is a draft at once, the recording is prepared in the background."""
    declaration, kind = _played_type(type_slug)
    shelves, first = shelves_of(request.user, shelf_id)
    form = NewRecordingForm(kind, shelves, request.POST or None, request.FILES or None, initial={"shelf": first})
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            page = new_page_for_recording(declaration, data["shelf"], data["files"], request.user, ordered=form.ordered)
        except Problem as problem:
            complain(form, "files", problem)
        else:
            messages.success(request, ARRIVED)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return _page(request, form, heading_of(declaration), reverse("wagtailadmin_explore", args=[first.pk]))


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, page_id: int) -> HttpResponse:
    """Another recording for an existing resource; readers keep the old one until the page is published again."""
    page = editable(request, page_id, MediaBacked)
    form = RecordingForm(_played_type(page.type_slug)[1], request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            replace_recording(page, form.cleaned_data["files"], request.user, ordered=form.ordered)
        except Problem as problem:
            complain(form, "files", problem)
        else:
            messages.success(request, ARRIVED)
            return redirect("wagtailadmin_pages:edit", page.pk)
    heading = _("New recording for “%(title)s”") % {"title": page.get_admin_display_title()}
    return _page(request, form, heading, reverse("wagtailadmin_pages:edit", args=[page.pk]), live=page.live)


def _played_type(slug: str) -> tuple[ResourceType, RecordingKind]:
    declaration, rule = type_of_kind(slug, MediaBacked)
    return declaration, RecordingKind(rule.kinds[0])


def _page(request: HttpRequest, form: RecordingForm, heading: str, back: str, *, live: bool = False) -> HttpResponse:
    said = _(
        "The library prepares the recording for slow lines and reads title, people and parts from it. You check them "
        "afterwards; nobody else sees anything before you publish."
    )
    kept = _("Readers keep the old recording until you publish.") if live else ""
    return upload_page(request, form, heading, back, help_text=f"{said} {kept}".strip())
