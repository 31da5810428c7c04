"""A recording as the content of a resource: what the catalogue has to know of it."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.foundation.storage import publications, remove_folder
from cms.plugins.contract import FileRule, Passage
from library_pages.catalogue.content import (
    ContentKind,
    ContentState,
    Description,
    Entry,
    Link,
    Readiness,
    StoredUpload,
    Upload,
    Words,
)
from library_pages.catalogue.services.describing import title_from
from library_pages.media.admin.state import state_of_recording
from library_pages.media.enums import RecordingKind, RecordingState
from library_pages.media.models import Recording, RecordingPageMixin
from library_pages.media.playing.delivery import M3U8
from library_pages.media.selectors.passages import passages_of
from library_pages.media.services.chapters import retitle_chapters
from library_pages.media.services.local_files import work_folder
from library_pages.media.services.uploads import cancel, retry, store
from library_pages.media.times import clock_time, second_of, time_label
from library_pages.media.wording import NOT_PLAYABLE_YET, WORDS


class RecordingContent(ContentKind[Recording]):
    """Sound or video, from one or many files."""

    slug = "recording"
    field = "recording"
    mixin = RecordingPageMixin
    model = Recording
    file_kinds: ClassVar = dict(RecordingKind.choices)
    asks_for_kind = True
    acts: ClassVar = {"retry": retry, "cancel": cancel}
    readiness_fields: ClassVar = ("state",)
    words: ClassVar = WORDS

    def accept(self, rule: FileRule) -> str:
        """All that says it is sound or video, and what browsers don't know to be."""
        return ",".join((*(f"{kind}/*" for kind in rule.kinds), ".mkv", ".m4b", ".opus"))

    def help(self, rule: FileRule) -> str:
        """Formats and size; of sound also how many."""
        size = {"size": filesizeformat(self.max_bytes(rule))}
        if self.max_files(rule) == 1:
            return _("MP4, MKV, MOV, WebM and others, up to %(size)s.") % size
        return _(
            "One file, or up to %(most)s, one for each chapter: MP3, M4A, M4B, WAV, FLAC and others, up to "
            "%(size)s each."
        ) % (size | {"most": self.max_files(rule)})

    def max_bytes(self, rule: FileRule) -> int:
        """As the library takes, or less where the type says so."""
        return min(rule.max_bytes or settings.MEDIA_MAX_BYTES, settings.MEDIA_MAX_BYTES)

    def max_files(self, rule: FileRule) -> int:
        """Many of sound, one of video."""
        most: int = settings.MEDIA_MAX_FILES
        return most if RecordingKind.AUDIO in rule.kinds else 1

    def store(self, upload: Upload, school_id: int | None) -> StoredUpload[Recording]:
        """One or many files as one recording."""
        return store(
            upload.files,
            kind=upload.kind,
            school_id=school_id,
            user=upload.user,
            ordered=upload.ordered,
            max_bytes=self.max_bytes(upload.rule),
        )

    def missing(self, content: Recording) -> Words | None:
        """That enough of it can be played."""
        now = Recording.objects.filter(pk=content.pk).first()  # as it is now, not as the page knows it
        return None if now and now.is_playable else NOT_PLAYABLE_YET

    def readiness(self, content: Recording) -> Readiness:
        """Whether enough of it can be played."""
        if content.is_playable:
            return Readiness.READY
        return Readiness.NOT_READABLE if content.state == RecordingState.FAILED else Readiness.BEING_PREPARED

    def media_type(self, content: Recording) -> str:
        """That of its playlist."""
        return M3U8

    def state(self, content: Recording) -> ContentState:
        """How much of it has been made."""
        return state_of_recording(content)

    def description(self, content: Recording) -> Description:
        """As its files say."""
        first = content.files.order_by("order").first()
        return Description(content.metadata, title_from(first.original_name) if first else "", content.poster)

    def remove(self, content: Recording) -> None:
        """With its uploads and all that was made of it."""
        names = [str(media.file.name) for media in content.files.all()]
        names += [str(content.poster.name)] if content.poster else []
        pk = content.pk

        def remove_files() -> None:
            for name in names:
                publications().delete(name)
            remove_folder(publications(), f"media/{pk}")
            shutil.rmtree(work_folder(pk), ignore_errors=True)

        content.files.all().delete()
        content.delete()
        transaction.on_commit(remove_files)

    def passages(self, content: Recording) -> Iterable[Passage]:
        return passages_of(content)

    def place_label(self, locator: Mapping[str, Any], label: str) -> str | None:
        return time_label(locator, label) if second_of(locator) is not None else None

    def entries(self, content: Recording) -> Sequence[Entry]:
        """Its parts, each with the time at which it begins."""
        return [Entry(row.title, place=clock_time(row.start)) for row in content.chapters.order_by("order")]

    def retitle(self, content: Recording, titles: Sequence[str]) -> None:
        retitle_chapters(content, titles)

    def links(self, page: Any, content: Recording) -> Iterable[Link]:
        words = _("Change the captions") if content.captions.exists() else _("Add captions")
        return [Link(words, reverse("kv_captions", args=[page.pk]))]


RECORDING: Final = RecordingContent()
