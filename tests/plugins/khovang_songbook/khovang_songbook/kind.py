"""Songs as a kind of content: text files in their order, taken in at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from khovang_songbook.models import Song, Songs, SongsPageMixin
from library_pages.sdk.content import (
    ContentKind,
    ContentState,
    ContentWords,
    Description,
    Entry,
    EntryWords,
    Notice,
    Readiness,
    StoredUpload,
    Upload,
    Words,
    title_from,
)
from library_pages.sdk.declaration import FileRule, Passage
from library_pages.sdk.language import nfc
from library_pages.sdk.problems import Problem

_MOST_BYTES: Final = 1 << 20
_MOST_FILES: Final = 200
_HTML: Final = "text/html"


class SongsContent(ContentKind[Songs]):
    """One text file a song."""

    slug = "songs"
    field = "songs"
    mixin = SongsPageMixin
    model = Songs
    file_kinds: ClassVar = {"song": gettext_lazy("Song")}
    words: ClassVar = ContentWords(
        name=gettext_lazy("Songs"),
        none_yet=gettext_lazy("This songbook has no songs yet."),
        add=gettext_lazy("Add songs"),
        replace=gettext_lazy("Replace the songs"),
        replacing=gettext_lazy("New songs for “%(title)s”"),
        uploading=gettext_lazy("The first line of each file is the title of its song."),
        kept=gettext_lazy("Readers keep the old songs until you publish."),
        arrived=gettext_lazy("The songs have arrived."),
        ready=gettext_lazy("The songs can be read."),
        none=gettext_lazy("Add songs or a recording before you publish."),
        filled_meanwhile=gettext_lazy("Meanwhile the songs have arrived."),
        not_in_bulk=gettext_lazy("Nothing was published. These are still without songs: %(titles)s."),
        in_use=gettext_lazy("A page or a draft still shows these songs."),
        being_prepared=Notice(gettext_lazy("The songs are on their way."), gettext_lazy("Come back in a minute.")),
        not_readable=Notice(
            gettext_lazy("These songs can't be read."), gettext_lazy("Tell the librarian, who can put in others.")
        ),
        order=gettext_lazy("The songs stand in this order."),
        too_many=gettext_lazy("You have chosen {count} files. One songbook takes at most %(most)s."),
        entries=EntryWords(
            heading=gettext_lazy("Titles of the songs"),
            link=gettext_lazy("Correct the titles of the songs"),
            help=gettext_lazy("Readers see these titles above the songs."),
            label=gettext_lazy("Song %(number)s"),
            fault=gettext_lazy("Give each song a title."),
            save=gettext_lazy("Save the titles of the songs"),
            saved=gettext_lazy("The titles of the songs have been saved."),
        ),
    )

    def accept(self, rule: FileRule) -> str:
        return ".txt,text/plain"

    def help(self, rule: FileRule) -> str:
        return _("Text files, up to %(size)s each.") % {"size": filesizeformat(self.max_bytes(rule))}

    def max_bytes(self, rule: FileRule) -> int:
        return min(rule.max_bytes or _MOST_BYTES, _MOST_BYTES)

    def max_files(self, rule: FileRule) -> int:
        return _MOST_FILES

    def store(self, upload: Upload, school_id: int | None) -> StoredUpload[Songs]:
        if len(upload.files) > _MOST_FILES:
            raise Problem("too-many-files", status=422, title=_("These are more songs than one songbook takes."))
        songs = Songs(school_id=school_id)
        rows = [_song(file, order, self.max_bytes(upload.rule)) for order, file in enumerate(upload.files)]

        def save() -> None:
            songs.save(force_insert=True)
            for row in rows:
                row.songs = songs
            Song.objects.bulk_create(rows)

        return StoredUpload(songs, save, remove=lambda: None)

    def missing(self, content: Songs) -> Words | None:
        return None

    def readiness(self, content: Songs) -> Readiness:
        return Readiness.READY  # they are taken in at once

    def state(self, content: Songs) -> ContentState:
        names = list(content.rows.values_list("name", flat=True))
        count = ngettext("%(count)s song", "%(count)s songs", len(names)) % {"count": len(names)}
        return ContentState(
            code="ready", is_open=False, name=names[0], details=count, sentence=_("Ready."), files=tuple(names)
        )

    def description(self, content: Songs) -> Description:
        first = content.rows.first()
        return Description({"title": first.title if first else ""}, title_from(first.name) if first else "", None)

    def remove(self, content: Songs) -> None:
        content.delete()

    def entries(self, content: Songs) -> Sequence[Entry]:
        return [Entry(row.title) for row in content.rows.all()]

    def retitle(self, content: Songs, titles: Sequence[str]) -> None:
        for row, title in zip(content.rows.all(), titles, strict=True):
            row.title = nfc(title)
            row.save(update_fields=["title"])

    def passages(self, content: Songs) -> Iterator[Passage]:
        rows = list(content.rows.all())
        for order, row in enumerate(rows):
            yield Passage(
                order=order,
                locator={
                    "href": f"#song-{order + 1}",
                    "type": _HTML,
                    "locations": {"position": order + 1, "totalProgression": order / len(rows)},
                    "text": {"highlight": row.words[:80]},
                },
                label=str(order + 1),
                heading=row.title,
                body=row.words,
            )

    def place_label(self, locator: Mapping[str, Any], label: str) -> str | None:
        return _("Song %(number)s") % {"number": label} if locator.get("type") == _HTML else None


def _song(file: UploadedFile[bytes], order: int, most: int) -> Song:
    name = nfc(str(file.name))[:255]
    if (file.size or 0) > most:
        raise Problem("too-big", status=413, title=_("“%(name)s” is too big for a song.") % {"name": name})
    try:
        text = nfc(file.read().decode("utf-8-sig")).replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        text = ""
    title, _newline, words = text.partition("\n")
    if not words.strip() or "\0" in text:
        raise Problem(
            "not-a-song", status=422, title=_("“%(name)s” holds no title with words below it.") % {"name": name}
        )
    return Song(order=order, name=name, title=title.strip()[:255], words=words.strip())


SONGS: Final = SongsContent()
