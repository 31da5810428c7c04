"""A file as the content of a resource: what the catalogue has to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.foundation.storage import publications
from cms.plugins.contract import FileRule, Passage
from library_pages.catalogue.content import (
    Act,
    ContentKind,
    ContentState,
    Description,
    Entry,
    Readiness,
    StoredUpload,
    Upload,
    Words,
)
from library_pages.catalogue.services.describing import title_from
from library_pages.text import contents
from library_pages.text.enums import SourceKind, SourceState, SourceWarning
from library_pages.text.media_types import PDF
from library_pages.text.models import FilePageMixin, SourceFile
from library_pages.text.selectors import passages_of, state_of
from library_pages.text.services import packages
from library_pages.text.services.sources import retry, store_upload
from library_pages.text.sniff import MEDIA_TYPES
from library_pages.text.wording import NOT_READY, WORDS

_OPEN: Final = frozenset({SourceState.QUEUED, SourceState.READING})


class FileContent(ContentKind[SourceFile]):
    """One uploaded EPUB or PDF."""

    slug = "file"
    field = "source"
    mixin = FilePageMixin
    model = SourceFile
    file_kinds: ClassVar = dict(SourceKind.choices)
    acts: ClassVar = {"retry": retry}
    readiness_fields: ClassVar = ("state", "media_type")
    words: ClassVar = WORDS

    def accept(self, rule: FileRule) -> str:
        """Endings and media types."""
        kinds = [SourceKind(kind) for kind in rule.kinds]
        return ",".join(part for kind in kinds for part in (f".{kind}", MEDIA_TYPES[kind]))

    def help(self, rule: FileRule) -> str:
        return _("%(kinds)s, up to %(size)s.") % {
            "kinds": _(" or ").join(str(SourceKind(kind).label) for kind in rule.kinds),
            "size": filesizeformat(self.max_bytes(rule)),
        }

    def max_bytes(self, rule: FileRule) -> int:
        """As the library takes, or less where the type says so."""
        return min(rule.max_bytes or settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES)

    def store(self, upload: Upload, school_id: int | None) -> StoredUpload[SourceFile]:
        file, rule = upload.files[0], upload.rule
        most = self.max_bytes(rule)
        return store_upload(
            file, name=str(file.name), school_id=school_id, user=upload.user, kinds=rule.kinds, max_bytes=most
        )

    def missing(self, content: SourceFile) -> Words | None:
        """That it has been read."""
        return None if SourceFile.objects.filter(pk=content.pk, state=SourceState.READY).exists() else NOT_READY

    def readiness(self, content: SourceFile) -> Readiness:
        """Whether it has been read."""
        if content.state == SourceState.READY:
            return Readiness.READY
        return Readiness.NOT_READABLE if content.state == SourceState.FAILED else Readiness.BEING_PREPARED

    def media_type(self, content: SourceFile) -> str:
        return content.media_type

    def state(self, content: SourceFile) -> ContentState:
        """How far it has been read, and what was found."""
        content.refresh_from_db()
        state, percent = state_of(content)
        failed = state == SourceState.FAILED
        return ContentState(
            code=state,
            is_open=state in _OPEN,
            name=content.original_name,
            details=f"{content.get_kind_display()}, {filesizeformat(content.size)}",
            sentence=_sentence(content, state, percent),
            percent=percent if state == SourceState.READING else None,
            warnings=tuple(SourceWarning(code).label for code in content.warnings if code in SourceWarning.values),
            failure=content.failure if failed else "",
            acts=(Act("retry", _("Read it again")),) if failed else (),
        )

    def description(self, content: SourceFile) -> Description:
        """As its metadata say."""
        return Description(content.metadata, title_from(content.original_name), content.cover)

    def remove(self, content: SourceFile) -> None:
        """With its package, cover and upload."""
        storage = publications()
        names = [name for name in (content.file.name, content.cover.name) if name]
        folder = content.package

        def remove_files() -> None:
            packages.remove_package(storage, folder)
            for name in names:
                storage.delete(name)

        content.delete()
        transaction.on_commit(remove_files)

    def passages(self, content: SourceFile) -> Iterable[Passage]:
        return passages_of(content)

    def place_label(self, locator: Mapping[str, Any], label: str) -> str | None:
        """“Page 14” of a PDF; in an EPUB the label, which is the heading of a chapter."""
        return _("Page %(number)s") % {"number": label} if locator.get("type") == PDF else None

    def entries(self, content: SourceFile) -> Sequence[Entry]:
        """Lines of its table of contents."""
        return [Entry(str(entry["title"]), depth) for depth, entry in contents.walk(content.toc)]

    def retitle(self, content: SourceFile, titles: Sequence[str]) -> None:
        content.toc = contents.retitled(content.toc, iter(titles))
        content.save(update_fields=["toc"])

    def twins(self, content: SourceFile) -> Iterable[SourceFile]:
        """Uploads of the same bytes."""
        return SourceFile.objects.filter(sha256=content.sha256, school=content.school_id).exclude(pk=content.pk)


def _sentence(content: SourceFile, state: SourceState, percent: int) -> str:
    if state == SourceState.QUEUED:
        return _("Waiting to be read. You can leave this page; reading goes on.")
    if state == SourceState.READING:
        return _("Being read: %(percent)s%%. You can leave this page; reading goes on.") % {"percent": percent}
    if state == SourceState.FAILED:
        return ""
    if content.page_count:
        found = ngettext("Ready: %(count)s page.", "Ready: %(count)s pages.", content.page_count)
    else:
        found = ngettext("Ready: %(count)s chapter.", "Ready: %(count)s chapters.", content.chapter_count)
    look = _("What the file says of itself has been filled in where nothing was written. Please check it.")
    return f"{found % {'count': content.page_count or content.chapter_count}} {look}"


FILE: Final = FileContent()
