"""What the content of a type is: one port, filled by each app that knows a kind of content in its `ready()`.

A page model mixes in what its content needs (`FilePageMixin`, `RecordingPageMixin`): a foreign key to a row that has a
life of its own. The kind says of such a row what the catalogue has to know, and nothing in the catalogue asks which
kind it is. A page model may mix in none or several (ADR 0031).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final, Generic, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise

from cms.plugins.contract import FileRule, Passage
from cms.web.registry import Registry

C = TypeVar("C", bound=Model)
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Upload:
    """What a librarian sent.

    Attributes:
        files: in their order.
        rule: which files the type takes.
        kind: which of the rule's kinds it is to be, for a kind of content that asks (`asks_for_kind`).
        ordered: whether somebody has put the files into their order by hand.
    """

    files: Sequence[UploadedFile[bytes]]
    rule: FileRule
    user: Any
    kind: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class StoredUpload(Generic[C]):
    """An upload whose bytes are kept and whose rows are not saved yet.

    Attributes:
        save: saves the rows and queues the work on them; called inside a transaction.
        remove: removes the bytes; called when that transaction fails, since nobody would ever find them.
    """

    content: C
    save: Callable[[], None]
    remove: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Description:
    """What a content says of itself.

    Attributes:
        metadata: title, subtitle, publisher, summary, language, year, isbn, subjects and contributors
            `[{name, role}]` with MARC relator codes; any of them may be missing.
        working_title: the title that a page has until the content has been read.
        picture: becomes the cover; may be empty.
    """

    metadata: Mapping[str, Any]
    working_title: str
    picture: FieldFile | None


class Readiness(StrEnum):
    """Whether readers can open something; the values are those of the API."""

    READY = "ready"
    BEING_PREPARED = "being-prepared"
    NOT_READABLE = "not-readable"  # until somebody puts in another one
    NOTHING = "nothing-to-open"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a content: the name of one of the kind's `acts`, and its button."""

    slug: str
    label: Words
    is_stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentState:
    """Where a content stands, as its tab says it.

    Attributes:
        code: the kind's own word for it.
        is_open: whether it will change by itself, so that the tab asks again.
        name: of its file, or of the first one.
        details: behind the name: kind, size, length.
        files: names of all files in their order, where there are several.
        sentence: what happens with it, and what to do.
        percent: of the work done; None when no work is shown.
        notes: sentences of less weight.
        warnings: what a librarian should know although it can be opened.
        failure: why it can't be opened, and what to do; empty when nothing is wrong.
    """

    code: str
    is_open: bool
    name: str
    details: str
    sentence: Words
    files: tuple[str, ...] = ()
    percent: int | None = None
    notes: tuple[Words, ...] = ()
    warnings: tuple[Words, ...] = ()
    failure: Words = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents, in reading order; `place` is where it leads, in words, or empty."""

    title: str
    depth: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A further page of the admin about a content."""

    label: Words
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """Sentences of the form in which titles of the contents are corrected; `label` has `%(number)s`."""

    heading: Words
    link: Words
    help: Words
    label: Words
    fault: Words
    save: Words
    saved: Words


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader is told, and what she can do."""

    title: Words
    detail: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWords:
    """Sentences about a kind of content.

    Attributes:
        name: of the kind; heads its tab.
        none_yet: in the tab of a page that has none.
        add: the way to the first one; `replace` to another one.
        replacing: heads the form of another one, with the page's title as `%(title)s`.
        uploading: under the form of files.
        kept: under the form of another one for a published page.
        arrived: said when the upload is stored.
        ready: in the tab, when it became ready while somebody wrote in the form.
        none: said when a page would go live that has none.
        filled_meanwhile: said when an open form was filled behind the librarian's back.
        not_in_bulk: said when pages are not published in bulk, with the titles that wait as `%(titles)s`.
        in_use: why a content can't be thrown away that a page or a draft shows.
        being_prepared: told to readers of a page whose content is not ready yet.
        not_readable: told to readers of a page whose content can't be made ready.
        order: above several files, before they are sent.
        too_many: said of more files than are taken, with `{count}` and `%(most)s`.
        entries: about its contents; None where they can't be corrected.
    """

    name: Words
    none_yet: Words
    add: Words
    replace: Words
    replacing: Words
    uploading: Words
    kept: Words
    arrived: Words
    ready: Words
    none: Words
    filled_meanwhile: Words
    not_in_bulk: Words
    in_use: Words
    being_prepared: Notice
    not_readable: Notice
    order: Words = ""
    too_many: Words = ""
    entries: EntryWords | None = None


class ContentKind(ABC, Generic[C]):
    """One kind of content; C is its row.

    Attributes:
        slug: names it in addresses and forms; lower-case ASCII, never renamed.
        field: name of the foreign key that the mix-in has.
        mixin: what page models mix in before ResourcePage, a subclass of `models.ContentPageMixin`.
        file_kinds: names of the kinds of files that it is made of, by their words in `FileRule.kinds`.
        asks_for_kind: whether a person says which kind a file is, where a type takes several; else it is seen in it.
        acts: what can be done with a row from its tab, by the slugs of `ContentState.acts`.
        readiness_fields: the fields of a row from which `readiness` and `media_type` are known; lists read no others.
    """

    slug: ClassVar[str]
    field: ClassVar[str]
    mixin: ClassVar[type[Model]]
    file_kinds: ClassVar[Mapping[str, Words]]
    asks_for_kind: ClassVar[bool] = False
    acts: ClassVar[Mapping[str, Callable[[Any], None]]] = {}
    readiness_fields: ClassVar[tuple[str, ...]] = ()
    model: type[C]
    words: ClassVar[ContentWords]

    @abstractmethod
    def accept(self, rule: FileRule) -> str:
        """Which files the browser offers first: the `accept` of an input."""

    @abstractmethod
    def help(self, rule: FileRule) -> str:
        """Which files are taken, said beside the input."""

    @abstractmethod
    def max_bytes(self, rule: FileRule) -> int:
        """The most that one file may have."""

    def max_files(self, rule: FileRule) -> int:
        """The most files that one content may have."""
        return 1

    @abstractmethod
    def store(self, upload: Upload, school_id: int | None) -> StoredUpload[C]:
        """Look into the files and keep their bytes for this school, or for all.

        Raises:
            Problem: 413 or 422, a file is refused; nothing is kept.
        """

    @abstractmethod
    def missing(self, content: C) -> Words | None:
        """What is missing before readers can open it, and what to do; None when nothing is.

        Asked of the database, not of the row at hand. From then on it is known what the content says of itself.
        """

    @abstractmethod
    def readiness(self, content: C) -> Readiness:
        """Whether readers can open it, by the row at hand: no query. Never NOTHING."""

    def media_type(self, content: C) -> str:
        """What an app has to be able to show, by the row at hand; empty where no media type says it."""
        return ""

    @abstractmethod
    def state(self, content: C) -> ContentState:
        """Where it stands, asked of the database."""

    @abstractmethod
    def description(self, content: C) -> Description:
        """What it says of itself."""

    @abstractmethod
    def remove(self, content: C) -> None:
        """Delete the rows, and the files after the commit; called inside a transaction, when no page shows it."""

    def passages(self, content: C) -> Iterable[Passage]:
        """What can be found in it, in reading order; nothing while readers can't open it."""
        return ()

    def place_label(self, locator: Mapping[str, Any], label: str) -> str | None:
        """A passage's place in the active language; None for a locator of another kind."""
        return None

    def entries(self, content: C) -> Sequence[Entry]:
        """Its table of contents."""
        return ()

    def retitle(self, content: C, titles: Sequence[str]) -> None:
        """Give the entries other titles; called inside a transaction, with as many titles as there are entries."""

    def links(self, page: Any, content: C) -> Iterable[Link]:
        """Further pages about it, offered in its tab."""
        return ()

    def twins(self, content: C) -> Iterable[C]:
        """Others of the same school with the same bytes."""
        return ()


kinds: Final[Registry[ContentKind[Any]]] = Registry()


def kinds_of(model: type[Model]) -> tuple[ContentKind[Any], ...]:
    """The kinds that a page model mixes in, in the order of its bases: the first one is uploaded first."""
    bases = model.__mro__
    return tuple(sorted((kind for kind in kinds if kind.mixin in bases), key=lambda kind: bases.index(kind.mixin)))


def kind_of(model: type[Model]) -> ContentKind[Any]:
    """The kind whose rows are of this model.

    Raises:
        LookupError: there is none.
    """
    for kind in kinds:
        if kind.model is model:
            return kind
    raise LookupError(f"No kind of content has the rows of {model._meta.label}.")


def kind_named(slug: str) -> ContentKind[Any] | None:
    """The kind of this slug; None when there is none."""
    return next((kind for kind in kinds if kind.slug == slug), None)
