"""Forms of the upload views."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.plugins.contract import FileRule
from library_pages.catalogue.admin.upload_forms import ShelfForm
from library_pages.text.enums import SourceKind
from library_pages.text.sniff import MEDIA_TYPES


class UploadForm(forms.Form):
    """One file; what it is gets decided by looking into it, the browser only offers the fitting ones first."""

    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, rule: FileRule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [SourceKind(kind) for kind in rule.kinds]
        self.fields["file"].widget.attrs["accept"] = ",".join(
            part for kind in kinds for part in (f".{kind}", MEDIA_TYPES[kind])
        )
        self.fields["file"].help_text = _("%(kinds)s, up to %(size)s.") % {
            "kinds": _(" or ").join(str(kind.label) for kind in kinds),
            "size": filesizeformat(rule.max_bytes),
        }


class NewUploadForm(ShelfForm, UploadForm):
    """A file for a new resource."""

    field_order = ("shelf", "file")

    def __init__(self, rule: FileRule, shelves: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(rule, *args, **kwargs)
        self.offer(shelves)


class ContentsForm(forms.Form):
    """One text field for each entry of a table of contents, in reading order."""

    def __init__(self, entries: list[dict[str, object]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on untouched
        for index, entry in enumerate(entries):
            self.fields[f"title_{index}"] = forms.CharField(
                label=_("Entry %(number)s") % {"number": index + 1},
                initial=entry["title"],
                max_length=255,
                required=True,
            )
