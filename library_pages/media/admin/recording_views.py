"""Watching a recording being prepared, stopping and trying again, its captions and the titles of its parts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from library_pages.catalogue.admin.uploads import complain, editable, require_editor_of_one
from library_pages.media import services
from library_pages.media.admin.forms import CaptionsForm, ChaptersForm
from library_pages.media.admin.state import captions_context, state_context
from library_pages.media.models import MediaBacked, Recording
from library_pages.media.selectors import drafts_of
from library_pages.media.selectors.passages import clock_time


@surface(Policy.STAFF)
@require_GET
def state(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """Where a recording stands as words and HTML, for the panel that asks every two seconds."""
    return _as_it_is(request, _own_recording(request, recording_id))


@surface(Policy.STAFF)
@require_POST
def retry(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """Prepare a failed or stopped recording once more."""
    recording = _own_recording(request, recording_id)
    services.retry(recording)
    return _as_it_is(request, recording)


@surface(Policy.STAFF)
@require_POST
def cancel(request: HttpRequest, recording_id: UUID) -> JsonResponse:
    """Stop the work on a recording."""
    recording = _own_recording(request, recording_id)
    services.cancel(recording)
    return _as_it_is(request, recording)


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def captions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Captions of the draft's recording: one file a language, in place of an older one; `remove` takes one away.

    A file is only kept here; what became of it stands on the same page as soon as it has been read.
    """
    page = editable(request, page_id, MediaBacked)
    recording = _of_the_draft(page)
    if request.method == "POST" and request.POST.get("remove"):
        services.remove_captions(recording, request.POST["remove"])
        messages.success(request, _("The captions have been removed."))
        return redirect("kv_captions", page.pk)
    form = CaptionsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        label = str(dict(form.fields["language"].choices)[language])  # type: ignore[attr-defined]  # a ChoiceField
        try:
            services.put_captions(recording, form.cleaned_data["file"], language=language, label=label)
        except Problem as problem:
            complain(form, "file", problem)
        else:
            messages.success(request, _("The captions have arrived and are being read."))
            return redirect("kv_captions", page.pk)
    context = {"form": form, "page": page, **captions_context(recording)}
    return TemplateResponse(request, "media/admin/captions.html", context, status=422 if form.errors else 200)


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def chapters(request: HttpRequest, page_id: int) -> HttpResponse:
    """Titles of the parts, one field each."""
    page = editable(request, page_id, MediaBacked)
    recording = _of_the_draft(page)
    rows = list(recording.chapters.order_by("order"))
    form = ChaptersForm([row.title for row in rows], request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.retitle_chapters(recording, [form.cleaned_data[f"title_{index}"] for index in range(len(rows))])
        messages.success(request, _("The titles have been saved."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    fields = [(clock_time(row.start), form[f"title_{index}"]) for index, row in enumerate(rows)]
    context = {"form": form, "rows": fields, "page": page}
    return TemplateResponse(request, "media/admin/chapters.html", context, status=422 if form.errors else 200)


def _as_it_is(request: HttpRequest, recording: Recording) -> JsonResponse:
    context = state_context(recording)
    html = render_to_string("media/admin/recording_state.html", context, request)
    return JsonResponse({"state": context["state"], "open": context["open"], "html": html})


def _of_the_draft(page: Any) -> Recording:
    recording: Recording | None = page.get_latest_revision_as_object().recording
    if recording is None:
        raise Http404
    return recording


def _own_recording(request: HttpRequest, recording_id: UUID) -> Recording:
    recording = get_object_or_404(Recording, pk=recording_id)
    require_editor_of_one(request, drafts_of(recording))
    return recording
