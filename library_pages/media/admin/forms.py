"""Forms of the upload views of recordings."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
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
    """One or many files, in the order in which they are to be heard: by name, numbers in them by their value."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files in their order."""
        sent = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in sent] or [super().clean(None, initial)]
        return sorted(files, key=lambda file: natural_key(str(file.name)))


class RecordingForm(forms.Form):
    """The files of a recording; what they are gets decided by looking into them."""

    def __init__(self, kind: RecordingKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        many = kind is RecordingKind.AUDIO
        field = FilesField(label=_("Files") if many else _("File"))
        field.widget.attrs |= {"accept": f"{kind}/*,.mkv,.m4b,.opus", "multiple": many}
        size = {"size": filesizeformat(settings.MEDIA_MAX_BYTES)}
        field.help_text = (
            _("One file, or one for each chapter: MP3, M4A, M4B, WAV, FLAC and others, up to %(size)s each.") % size
            if many
            else _("MP4, MKV, MOV, WebM and others, up to %(size)s.") % size
        )
        self.fields["files"] = field


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
