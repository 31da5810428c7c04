"""Uploading a file for a new or an existing resource, watching it being read, correcting its contents."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.foundation import jobs
from cms.foundation.errors import Problem
from cms.plugins import registry
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.text import contents
from library_pages.text.admin.forms import ContentsForm, UploadForm
from library_pages.text.enums import SourceState, SourceWarning
from library_pages.text.models import FileBacked, SourceFile
from library_pages.text.selectors import pages_of
from library_pages.text.services.contents import retitle
from library_pages.text.services.pages import new_page_for_upload, replace_source
from library_pages.text.services.sources import INGEST_TASK, retry


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, type_slug: str, shelf_id: int | None = None) -> HttpResponse:
    """A new resource from a file: the page is a draft at once, the file is read in the background."""
    declaration = registry.get(type_slug)
    if declaration is None or not issubclass(apps.get_model(declaration.page), FileBacked):
        raise Http404
    shelves = _shelves(request)
    shelf = shelves.filter(pk=shelf_id).first() if shelf_id else shelves.first()
    if shelf is None:
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            page = new_page_for_upload(declaration, shelf, form.cleaned_data["file"], request.user)
        except Problem as problem:
            _complain(form, problem)
        else:
            messages.success(request, _("The file has arrived and is being read."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"form": form, "declaration": declaration, "shelf": shelf, "shelves": shelves}
    return TemplateResponse(request, "text/admin/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def replace_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """Another file for an existing resource; readers keep the old one until the page is published again."""
    page = _editable(request, page_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            replace_source(page, form.cleaned_data["file"], request.user)
        except Problem as problem:
            _complain(form, problem)
        else:
            messages.success(request, _("The file has arrived and is being read."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"form": form, "page": page, "declaration": page.resource_type}
    return TemplateResponse(request, "text/admin/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def correct_contents(request: HttpRequest, page_id: int) -> HttpResponse:
    """Titles of the table of contents, one field each."""
    page = _editable(request, page_id)
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
    return TemplateResponse(request, "text/admin/contents.html", {"form": form, "rows": rows, "page": page})


@require_GET
def source_state(request: HttpRequest, source_id: UUID) -> JsonResponse:
    """State of a source as words and HTML, for the panel that asks every two seconds."""
    source = _own_source(request, source_id)
    html = render_to_string("text/admin/source_state.html", state_context(source), request)
    return JsonResponse({"state": source.state, "html": html})


@require_POST
def retry_source(request: HttpRequest, source_id: UUID) -> HttpResponseRedirect | JsonResponse:
    """Read a failed file once more."""
    source = _own_source(request, source_id)
    retry(source)
    return JsonResponse({"state": SourceState.QUEUED})


def state_context(source: SourceFile) -> dict[str, Any]:
    """What the state's template needs."""
    job = jobs.latest(INGEST_TASK, str(source.pk))
    return {
        "source": source,
        "percent": job.percent if job else 0,
        "warning_sentences": [SourceWarning(code).label for code in source.warnings if code in SourceWarning.values],
    }


def _complain(form: UploadForm, problem: Problem) -> None:
    form.add_error("file", f"{problem.title} {problem.detail}".strip())


def _shelves(request: HttpRequest) -> Any:
    allowed = page_permission_policy.instances_user_has_permission_for(request.user, "add")
    return ShelfPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")


def _editable(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(ResourcePage, pk=page_id).specific
    if not isinstance(page, FileBacked) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _own_source(request: HttpRequest, source_id: UUID) -> SourceFile:
    source = get_object_or_404(SourceFile, pk=source_id)
    pages = pages_of(source)
    if not request.user.is_superuser and not any(
        Page.permissions_for_user(page, request.user).can_edit() for page in pages
    ):
        raise Http404
    return source
