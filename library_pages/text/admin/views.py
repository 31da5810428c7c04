"""Uploading a file for a new or an existing resource, watching it being read, correcting its contents."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from library_pages.catalogue.admin.uploads import (
    complain,
    editable,
    heading_of,
    require_editor_of_one,
    shelves_of,
    type_of_kind,
    upload_page,
)
from library_pages.text import contents
from library_pages.text.admin.forms import ContentsForm, NewUploadForm, UploadForm
from library_pages.text.admin.state import state_context
from library_pages.text.enums import SourceState
from library_pages.text.models import FileBacked, SourceFile
from library_pages.text.selectors import drafts_of, twins_of
from library_pages.text.services.contents import retitle
from library_pages.text.services.pages import new_page_for_upload, replace_source
from library_pages.text.services.sources import retry
from library_pages.text.wording import ARRIVED


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, type_slug: str, shelf_id: int | None = None) -> HttpResponse:
    """A new resource from a file: the page is a draft at once, the file is read in the background."""
    declaration, rule = type_of_kind(type_slug, FileBacked)
    shelves, first = shelves_of(request.user, shelf_id)
    form = NewUploadForm(rule, shelves, request.POST or None, request.FILES or None, initial={"shelf": first})
    if request.method == "POST" and form.is_valid():
        try:
            page = new_page_for_upload(declaration, form.cleaned_data["shelf"], form.cleaned_data["file"], request.user)
        except Problem as problem:
            complain(form, "file", problem)
        else:
            _greet(request, page.source)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return _page(request, form, heading_of(declaration), reverse("wagtailadmin_explore", args=[first.pk]))


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def replace_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Another file for an existing resource; readers keep the old one until the page is published again."""
    page = editable(request, page_id, FileBacked)
    form = UploadForm(type_of_kind(page.type_slug, FileBacked)[1], request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            source = replace_source(page, form.cleaned_data["file"], request.user)
        except Problem as problem:
            complain(form, "file", problem)
        else:
            _greet(request, source)
            return redirect("wagtailadmin_pages:edit", page.pk)
    heading = _("New file for “%(title)s”") % {"title": page.get_admin_display_title()}
    return _page(request, form, heading, reverse("wagtailadmin_pages:edit", args=[page.pk]), live=page.live)


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def correct_contents(request: HttpRequest, page_id: int) -> HttpResponse:
    """Titles of the table of contents, one field each."""
    page = editable(request, page_id, FileBacked)
    source: SourceFile | None = page.get_latest_revision_as_object().source
    if source is None:
        raise Http404
    entries = list(contents.walk(source.toc))
    form = ContentsForm([entry for _depth, entry in entries], request.POST or None)
    if request.method == "POST" and form.is_valid():
        retitle(source, [form.cleaned_data[f"title_{index}"] for index in range(len(entries))])
        messages.success(request, _("The contents have been saved."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    rows = [(depth, form[f"title_{index}"]) for index, (depth, _entry) in enumerate(entries)]
    context = {"form": form, "rows": rows, "page": page}
    return TemplateResponse(request, "text/admin/contents.html", context, status=422 if form.errors else 200)


@surface(Policy.STAFF)
@require_GET
def source_state(request: HttpRequest, source_id: UUID) -> JsonResponse:
    """State of a source as words and HTML, for the panel that asks every two seconds."""
    context = state_context(_own_source(request, source_id))
    html = render_to_string("text/admin/source_state.html", context, request)
    return JsonResponse({"state": context["state"], "html": html})


@surface(Policy.STAFF)
@require_POST
def retry_source(request: HttpRequest, source_id: UUID) -> JsonResponse:
    """Read a failed file once more."""
    retry(_own_source(request, source_id))
    return JsonResponse({"state": SourceState.QUEUED})


def _page(request: HttpRequest, form: UploadForm, heading: str, back: str, *, live: bool = False) -> HttpResponse:
    said = _(
        "The library reads title, people, language, cover and contents from the file. You check them afterwards; "
        "nobody else sees anything before you publish."
    )
    kept = _("Readers keep the old file until you publish.") if live else ""
    return upload_page(request, form, heading, back, help_text=f"{said} {kept}".strip())


def _greet(request: HttpRequest, source: SourceFile) -> None:
    messages.success(request, ARRIVED)
    for twin in twins_of(source)[:1]:
        messages.warning(
            request,
            _("The same file is in the library already: “%(title)s”.") % {"title": twin.get_admin_display_title()},
            buttons=[messages.button(reverse("wagtailadmin_pages:edit", args=[twin.pk]), _("Look at it"))],
        )


def _own_source(request: HttpRequest, source_id: UUID) -> SourceFile:
    source = get_object_or_404(SourceFile, pk=source_id)
    require_editor_of_one(request, drafts_of(source))
    return source
