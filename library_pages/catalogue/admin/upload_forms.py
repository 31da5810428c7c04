"""Forms of the uploads of all kinds of content, and of the titles in their contents."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field, Model
from django.forms.widgets import Script
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.plugins.contract import FileRule
from cms.web.own_choices import limit_choices
from library_pages.catalogue.admin.ordering import natural_key
from library_pages.catalogue.content import ContentKind, Entry, Upload
from library_pages.catalogue.models import ResourcePage, ShelfPage


class ShelfField(forms.ModelChoiceField[Page]):
    """Offers shelves with the name of the page above them: most are called alike."""

    def label_from_instance(self, obj: Page) -> str:
        """What is shown for one."""
        return f"{obj.get_parent().title}: {obj.title}"


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files, as they were sent."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent] or [super().clean(None, initial)]


class UploadForm(forms.Form):
    """The files of a content; what they are gets decided by looking into them.

    Without a script they come by their names; with it in the order that was shown, `hand` when somebody changed it.
    """

    order = forms.ChoiceField(choices=[("names", ""), ("hand", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, kind: ContentKind[Any], rule: FileRule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        if kind.asks_for_kind and len(rule.kinds) > 1:
            choices = [(name, kind.file_kinds[name]) for name in rule.kinds]
            self.fields["kind"] = forms.ChoiceField(label=_("What it is"), choices=choices, widget=forms.RadioSelect)
        most, size = kind.max_files(rule), kind.max_bytes(rule)
        field = FilesField(label=_("Files") if most > 1 else _("File"), help_text=kind.help(rule))
        field.widget.attrs |= {
            "accept": kind.accept(rule),
            "multiple": most > 1,
            "data-kv-most-files": most,
            "data-kv-most-bytes": size,
            "data-kv-too-many": str(kind.words.too_many) % {"most": most},
            "data-kv-too-big": _("“{name}” is bigger than %(size)s. Save it in a smaller size, or split it.")
            % {"size": filesizeformat(size)},
            "data-kv-order": str(kind.words.order),
            "data-kv-up": _("Move “{name}” up"),
            "data-kv-down": _("Move “{name}” down"),
        }
        self.fields["files"] = field

    @property
    def media(self) -> forms.Media:
        """The script that shows the files before they are sent."""
        script: Any = Script("catalogue/files.js", defer=True)
        return super().media + forms.Media(css={"all": ["catalogue/content.css"]}, js=[script])

    def clean_files(self) -> list[UploadedFile[bytes]]:
        """The files in their order."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["files"]
        if self.cleaned_data.get("order"):
            return files
        return sorted(files, key=lambda file: natural_key(str(file.name)))

    def upload(self, user: Any) -> Upload:
        """What was sent; the form is valid."""
        data = self.cleaned_data
        kind = data.get("kind") or (self.rule.kinds[0] if self.rule.kinds else "")
        return Upload(data["files"], self.rule, user, kind=kind, ordered=data.get("order") == "hand")


class NewUploadForm(UploadForm):
    """Files for a new resource: asks for the shelf where there is more than one, and for what its type requires.

    A part has its parent in the place of the shelf.
    """

    shelf = ShelfField(queryset=ShelfPage.objects.none(), label=gettext_lazy("Shelf"), empty_label=None)

    def __init__(
        self,
        kind: ContentKind[Any],
        rule: FileRule,
        model: type[Model],
        places: Any,
        user: Any,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(kind, rule, *args, **kwargs)
        shelf = self.fields["shelf"]
        assert isinstance(shelf, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        shelf.queryset = places
        if len(places) == 1:
            shelf.widget = forms.HiddenInput()
        self._required = required_fields_of(model)
        for field in self._required:
            asked = field.formfield()
            if asked is not None:
                self.fields[field.name] = asked
        limit_choices(self, model(), user)
        self.order_fields(["order", "shelf", *(field.name for field in self._required), "kind", "files"])

    def values(self) -> Mapping[str, Any]:
        """What the type requires, by the names of its fields; the form is valid."""
        return {field.name: self.cleaned_data[field.name] for field in self._required if field.name in self.fields}


def required_fields_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """The fields that a type adds and that a page of it can't be without."""
    known = {field.name for field in ResourcePage._meta.get_fields()}
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in known and not (field.primary_key or field.blank or field.has_default()) and field.editable
    ]


class EntriesForm(forms.Form):
    """One text field for each entry of a table of contents, in reading order."""

    def __init__(self, kind: ContentKind[Any], entries: Sequence[Entry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = kind.words.entries
        label = str(words.label) if words else ""
        for index, entry in enumerate(entries):
            self.fields[f"title_{index}"] = forms.CharField(
                label=label % {"number": index + 1}, initial=entry.title, max_length=255
            )

    def titles(self) -> list[str]:
        """As many as there are entries; the form is valid."""
        return [self.cleaned_data[name] for name in self.fields]
