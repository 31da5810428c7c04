"""The form of captions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from library_pages.catalogue.models.resource import LANGUAGES


class CaptionsForm(forms.Form):
    """A file of captions and the language that they are in."""

    file = forms.FileField(
        label=gettext_lazy("Captions"), help_text=gettext_lazy("WebVTT (.vtt), SubRip (.srt), ASS or TTML.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, initial="vi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".vtt,.srt,.ass,.ssa,.ttml,.dfxp,.xml,.sub,.sbv,.txt,text/vtt"
