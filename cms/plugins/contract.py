"""What a resource type declares (ADR 0013). Pure data: it imports no Wagtail, and of ours only declarations of engines.

The contract is versioned. A minor step adds a field with a default; a major step changes a meaning, and plugins that
were written for another major version are refused at the start with a message that names them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cms.plugins.engines import Engine

if TYPE_CHECKING:
    from django.utils.functional import Promise  # programs that read files load this module, and no Django

CONTRACT = (2, 0)


class CounterDataType(StrEnum):
    """Data types of the COUNTER Code of Practice 5.1 that our types map to."""

    BOOK = "Book"
    AUDIOVISUAL = "Audiovisual"
    IMAGE = "Image"
    JOURNAL = "Journal"
    ARTICLE = "Article"
    REPORT = "Report"
    OTHER = "Other"


class Activity(StrEnum):
    """What one does with a resource: what doors, buttons and statistics ask for, and `cms.plugins.activities` names."""

    READ = "read"
    LISTEN = "listen"
    WATCH = "watch"
    LOOK = "look"
    DO = "do"
    BORROW = "borrow"


class CoverForm(StrEnum):
    """Shapes of generated covers; a form is named by its object, never by a type."""

    CODEX = "codex"
    TABLET = "tablet"
    DISC = "disc"
    BOARD = "board"
    SCREEN = "screen"
    PRINTS = "prints"
    MASTHEAD = "masthead"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a type looks: Phosphor icon name, five colours as #RRGGBB, cover form, shelf height in px."""

    icon: str = "file-text"
    fill: str = "#31403F"
    on: str = "#FFFFFF"
    deep: str = "#31403F"
    tint: str = "#E0E8E6"
    mate: str = "#CBD478"
    form: CoverForm = CoverForm.SHEET
    shelf_height: int = 228


@dataclass(frozen=True, slots=True)
class FileRule:
    """Which uploads a type takes.

    Attributes:
        kinds: by what the files are and never by their names: `epub`, `pdf`, `audio`, `video`, or a kind that an
            installed kind of content brings.
        max_bytes: the most that one file may have, where it is less than the library takes.
    """

    kinds: tuple[str, ...]
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A findable piece of a resource, the same from the program that reads a file to the answer of an engine.

    Attributes:
        order: its place among the resource's passages in reading order; no two have the same.
        locator: Readium Locator that opens it.
        label: short name of its place: a chapter's title, the printed number of a page.
        heading: what it stands under; may be empty.
        body: text in NFC.
    """

    order: int
    locator: Mapping[str, Any]
    label: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class TypeFacet:
    """Something by which results of a type can be narrowed, beside what the library narrows all types by.

    Attributes:
        name: parameter of the results page and the API, and key in the index; 2 to 30 of a-z, 0-9 and _, never renamed.
        label: heading over its values.
        field: attribute of the page: one value or a list of them, each at most 100 characters as text; None is none.
        labels: dotted path of `(values) -> Mapping[str, str]`: names of values in the active language, all in one call;
            empty: the names of the field's choices, and without choices the values themselves.
        is_numeric: values stand in the order of numbers, else the most frequent first.
    """

    name: str
    label: "str | Promise"
    field: str
    labels: str = ""
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class SearchSpec:
    """What of a type can be found.

    Attributes:
        passages: dotted path of a callable `(page) -> Iterable[Passage]`, resolved late; empty: what the page's
            contents say.
        place_label: dotted path of a callable `(locator, label) -> str`: how a passage's place is said in the active
            language; empty: as the page's contents say, else by its label, which was written in the installation's
            language.
        fields: extra fields of the page to index with the summary, by attribute name.
        facets: by what else results of this type can be narrowed.
    """

    passages: str = ""
    place_label: str = ""
    fields: tuple[str, ...] = ()
    facets: tuple[TypeFacet, ...] = ()


class DetailKind(StrEnum):
    """What the value of a detail is, by which it is shown."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    LINK = "link"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class WebLink:
    """The value of a detail that leads somewhere: `url` is a path of the site or an address with http or https."""

    text: "str | Promise"
    url: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that a type says of its resources: a row of the item's page, and of `details` in the API.

    Attributes:
        name: key in the API; 2 to 30 of a-z, 0-9 and _, never renamed.
        label: stands before its value.
        field: attribute of the page with its value; of a field with choices their names are shown.
        values: instead of `field`, dotted path of `(pages) -> Mapping[int, value]`: by primary key, in as many queries
            for a hundred pages as for one; a page without a value may be missing. A function that several details
            name is called once for all, and answers for each page with a mapping of their names to values.
        kind: of its value: `str`, `int`, `float` or `Decimal`, `date`, `timedelta`, `WebLink`, a sequence of `str`.
            None, an empty text and an empty sequence are no value.
        brief: how lists, results and the line of a form say it, where no label stands beside it: `%(value)s` is the
            value as shown, and `ngettext_lazy` may count by `count`. Empty: they leave it out.
        schema_org: property of schema.org that it is; may be empty.
    """

    name: str
    label: "str | Promise"
    field: str = ""
    values: str = ""
    kind: DetailKind = DetailKind.TEXT
    brief: "str | Promise" = ""
    schema_org: str = ""


class AvailabilityState(StrEnum):
    """Whether a reader can have a resource now."""

    ONLINE = "online"  # opens here
    ON_SHELF = "on-shelf"  # a copy can be taken
    LENT = "lent"  # every copy is out
    ASK = "ask"  # the librarian knows
    PREPARING = "preparing"  # is still being prepared


@dataclass(frozen=True, slots=True)
class Availability:
    """How a reader can have a resource now.

    Attributes:
        free: copies that can be had, of `total`; None where they are not counted.
        place: where it stands, in the active language; may be empty.
        until: when the first copy that is out is due back; None where that isn't known.
    """

    state: AvailabilityState
    free: int | None = None
    total: int | None = None
    place: str = ""
    until: date | None = None


class OpeningKind(StrEnum):
    """What a resource opens as: each has its page on the site and its form in the API."""

    PUBLICATION = "publication"  # in the shared reader; apps ask getPublication
    PLAYBACK = "playback"  # in the shared player; apps ask getPlayback
    ENGINE = "engine"  # a package that an engine of the content origin shows by itself; apps open its page
    PAGE = "page"  # a page of the type's own on the site; apps open that page


@dataclass(frozen=True, slots=True)
class Opening:
    """How a resource opens.

    Attributes:
        open: dotted path of `(page, reader, place)`, resolved late, which answers with what the kind says: a
            Publication, a Playback, a Launch or an OwnPage. `page` is of the type's own model. `reader` may open it,
            and all contents of the page are ready: both have been asked before. `place` is the Readium Locator at which
            she goes on, None at the beginning. Whatever is to be decided or signed belongs here, since nothing is
            rendered yet. It may raise a `Problem`, which is shown instead. Of a publication and an engine the library
            also asks for itself, for contents, index and the end of what was signed: then the reader is a visitor.
    """

    kind: OpeningKind
    open: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that a reader shell can open.

    Attributes:
        package: id of the unpacked package in the publications store (`packages/<package>/…`).
        engine: which engine of the content origin shows it: `epub`, `pdf`, or one that a plugin brings.
        media_type: media type of the publication.
        pages: number of pages or sections; 0 when unknown.
        toc: entries `{"title", "href", "children"}` in reading order.
        spine: what is read one after the other, `{"href", "type", "size", "weight"}` (size in bytes, weight in letters
            of text); empty for a single file.
        fixed_layout: whether pages have a size of their own, so that text can't flow.
    """

    package: str
    engine: str
    media_type: str
    pages: int = 0
    toc: tuple[Mapping[str, Any], ...] = ()
    spine: tuple[Mapping[str, Any], ...] = ()
    fixed_layout: bool = False


@dataclass(frozen=True, slots=True)
class CaptionsTrack:
    """Captions of a playback in one language, as WebVTT behind `url`."""

    language: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a playback, in seconds from the beginning."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Playback:
    """A recording with the addresses that play it until `expires` (UTC); they are paths on the site.

    Attributes:
        kind: `audio` or `video`.
        duration: seconds.
        hls_url: HLS master playlist; what it names inherits its grant.
        poster_url: a picture; empty without one.
        complete: whether the best quality is there.
    """

    kind: str
    duration: float
    hls_url: str
    expires: datetime
    poster_url: str = ""
    complete: bool = True
    captions: tuple[CaptionsTrack, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Launch:
    """A package that an engine of the content origin shows by itself.

    Attributes:
        engine: name of an installed engine.
        package: id of the unpacked package in the publications store (`packages/<package>/…`).
        entry: path in the package of what is shown first, with its query; empty where the engine knows it.
    """

    engine: str
    package: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of a type's own, rendered on the site.

    Attributes:
        template: extends `reading/own_page.html`.
        context: what the template gets beside `page`, `reader`, and what that one needs.
        headers: in place of those that own pages have, or beside them. The page is never kept by a cache.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standards:
    """Words of outside vocabularies for this type."""

    schema_org: str
    readium: str = ""


@dataclass(frozen=True, slots=True)
class PartOf:
    """Makes resources of a type parts of resources of another one: issues of a periodical, articles of an issue.

    A part is a resource of its own: found, opened, counted and cited by itself. It stands below its parent in the page
    tree and nowhere else, and whoever may not open the parent may not open the part (ADR 0038).

    Attributes:
        parent: slug of the parent's type, which must be installed. It may be a part itself, three levels in all.
        on_shelves: whether parts stand beside titles on the shelves that the library fills by itself (new titles, what
            to begin with, what readers go on with), as an issue does and an article doesn't.
    """

    parent: str
    on_shelves: bool = False


@dataclass(frozen=True, slots=True)
class ResourceType:
    """One type of resource, as its plugin declares it.

    Attributes:
        slug: key in index, addresses and statistics; lower-case ASCII, never renamed; equals the app's label.
        label: name in the singular; `label_plural` heads lists.
        page: `app_label.ModelName` of its page model, resolved late.
        activity: what one does with it: its verb on buttons, the door behind which it stands.
        details: what it says of its resources, in the order in which it is shown.
        engines: pages of the content origin that come with the type, beside the library's own.
        opening: None for what is not opened here, like a book on paper.
        availability: dotted path of `(pages, reader) -> Mapping[int, Availability]`: by primary key, in as many queries
            for a hundred pages as for one; `reader` may open them. A page that is missing is had as far as it can be
            opened here. Empty: all of them are.
        part_of: the type of which its resources are parts; None: they stand on the school's shelves.
    """

    slug: str
    label: "str | Promise"
    label_plural: "str | Promise"
    page: str
    activity: Activity
    counts_as: CounterDataType
    standards: Standards
    search: SearchSpec = field(default_factory=SearchSpec)
    accepts: FileRule | None = None
    opening: Opening | None = None
    style: TypeStyle = field(default_factory=TypeStyle)
    details: tuple[Detail, ...] = ()
    engines: tuple[Engine, ...] = ()
    availability: str = ""
    part_of: PartOf | None = None
    contract: tuple[int, int] = CONTRACT
