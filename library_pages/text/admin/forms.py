"""Forms of the upload views."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file; what it is gets decided by looking into it."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".epub,.pdf,application/epub+zip,application/pdf"}),
    )


class ContentsForm(forms.Form):
    """One text field for each entry of a table of contents, in reading order."""

    def __init__(self, entries: list[dict[str, object]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on untouched
        for index, entry in enumerate(entries):
            self.fields[f"title_{index}"] = forms.CharField(
                label=str(entry["href"]), initial=entry["title"], max_length=255, required=True
            )
