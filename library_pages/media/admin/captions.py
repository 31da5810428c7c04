"""The page of captions of a draft's recording."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.foundation.errors import Problem
from cms.foundation.policies import Policy, surface
from library_pages.catalogue.admin.uploads import complain, editable
from library_pages.catalogue.enums import LANGUAGES
from library_pages.media.admin.state import captions_context
from library_pages.media.models import Recording, RecordingPageMixin
from library_pages.media.services.captions import put_captions, remove_captions


class CaptionsForm(forms.Form):
    """A file of captions and the language that they are in."""

    file = forms.FileField(
        label=gettext_lazy("Captions"), help_text=gettext_lazy("WebVTT (.vtt), SubRip (.srt), ASS or TTML.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, initial="vi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".vtt,.srt,.ass,.ssa,.ttml,.dfxp,.xml,.sub,.sbv,.txt,text/vtt"


@surface(Policy.STAFF)
@require_http_methods(["GET", "POST"])
def captions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Captions of the draft's recording: one file a language, in place of an older one; `remove` takes one away.

    A file is only kept here; what became of it stands on the same page as soon as it has been read.
    """
    page = editable(request, page_id, RecordingPageMixin)
    recording = _of_the_draft(page)
    if request.method == "POST" and request.POST.get("remove"):
        remove_captions(recording, request.POST["remove"])
        messages.success(request, _("The captions have been removed."))
        return redirect("kv_captions", page.pk)
    form = CaptionsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        label = str(dict(form.fields["language"].choices)[language])  # type: ignore[attr-defined]  # a ChoiceField
        try:
            put_captions(recording, form.cleaned_data["file"], language=language, label=label)
        except Problem as problem:
            complain(form, "file", problem)
        else:
            messages.success(request, _("The captions have arrived and are being read."))
            return redirect("kv_captions", page.pk)
    context = {"form": form, "page": page, **captions_context(recording)}
    return TemplateResponse(request, "media/admin/captions.html", context, status=422 if form.errors else 200)


def _of_the_draft(page: Any) -> Recording:
    recording: Recording | None = page.get_latest_revision_as_object().recording
    if recording is None:
        raise Http404
    return recording
