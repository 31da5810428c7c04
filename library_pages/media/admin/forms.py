"""Forms of the upload views of recordings."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Script
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_pages.catalogue.admin.upload_forms import ShelfForm
from library_pages.catalogue.models.resource import LANGUAGES
from library_pages.media.enums import RecordingKind
from library_pages.media.ordering import natural_key


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files, as they were sent."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent] or [super().clean(None, initial)]


class RecordingForm(forms.Form):
    """The files of a recording; what they are gets decided by looking into them.

    Without a script they come by their names; with it in the order that was shown, `hand` when somebody changed it.
    """

    order = forms.ChoiceField(choices=[("names", ""), ("hand", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, kind: RecordingKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        many = kind is RecordingKind.AUDIO
        field = FilesField(label=_("Files") if many else _("File"))
        field.widget.attrs |= {"accept": f"{kind}/*,.mkv,.m4b,.opus", "multiple": many}
        size = {"size": filesizeformat(settings.MEDIA_MAX_BYTES)}
        field.help_text = (
            _(
                "One file, or up to %(most)s, one for each chapter: MP3, M4A, M4B, WAV, FLAC and others, up to "
                "%(size)s each."
            )
            % (size | {"most": settings.MEDIA_MAX_FILES})
            if many
            else _("MP4, MKV, MOV, WebM and others, up to %(size)s.") % size
        )
        most, size_said = settings.MEDIA_MAX_FILES if many else 1, size["size"]
        field.widget.attrs |= {
            "data-kv-most-files": most,
            "data-kv-most-bytes": settings.MEDIA_MAX_BYTES,
            "data-kv-too-many": _(
                "You have chosen {count} files. One recording takes at most %(most)s: join several "
                "chapters into one file, or make a recording of each volume."
            )
            % {"most": most},
            "data-kv-too-big": _("“{name}” is bigger than %(size)s. Save it in a smaller size, or split it.")
            % {"size": size_said},
            "data-kv-order": _("They are heard in this order. Drag a line or use its arrows to change it."),
            "data-kv-up": _("Move “{name}” up"),
            "data-kv-down": _("Move “{name}” down"),
        }
        self.fields["files"] = field

    @property
    def media(self) -> forms.Media:
        """The script that shows the files before they are sent."""
        script: Any = Script("media/files.js", defer=True)
        return super().media + forms.Media(css={"all": ["media/admin.css"]}, js=[script])

    @property
    def ordered(self) -> bool:
        """Whether somebody has put the files into their order."""
        return bool(self.cleaned_data.get("order") == "hand")

    def clean_files(self) -> list[UploadedFile[bytes]]:
        """The files in the order in which they are to be heard."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["files"]
        if self.cleaned_data.get("order"):
            return files
        return sorted(files, key=lambda file: natural_key(str(file.name)))


class NewRecordingForm(ShelfForm, RecordingForm):
    """A recording for a new resource."""

    def __init__(self, kind: RecordingKind, shelves: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, **kwargs)
        self.offer(shelves)


class CaptionsForm(forms.Form):
    """A file of captions and the language that they are in."""

    file = forms.FileField(
        label=gettext_lazy("Captions"), help_text=gettext_lazy("WebVTT (.vtt), SubRip (.srt), ASS or TTML.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, initial="vi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".vtt,.srt,.ass,.ssa,.ttml,.dfxp,.xml,.sub,.sbv,.txt,text/vtt"


class ChaptersForm(forms.Form):
    """One text field for each chapter, in the order in which they are heard."""

    def __init__(self, titles: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for index, title in enumerate(titles):
            self.fields[f"title_{index}"] = forms.CharField(
                label=_("Part %(number)s") % {"number": index + 1}, initial=title, max_length=255
            )
