"""Shapes that every page shares."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class TypeMark:
    """A type as its mark: `slug` picks the colours from the type style sheet, `icon` is a Phosphor name."""

    slug: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture of an item: either a drawn cover (`svg`) or an image (`src` with its size in px).

    It is decoration: the label beside it repeats title and creator.
    """

    svg: SafeString = NOTHING
    src: str = ""
    width: int = 0
    height: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether it lies rather than stands: a still of a video, a board."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of quoted text; `marked` where the words were found or where the reader stopped."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link that leads on: verb first. `post` makes it a form with a CSRF token."""

    label: str
    url: str
    icon: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path from home; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the head and, on phones, of the bottom bar (four fit). `icon` is a Phosphor name."""

    label: str
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A lasting word on the page. `kind`: `info` or `error`."""

    text: str
    kind: str = "info"
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class EmptyState:
    """Nothing here: what is so, what to do, one button. `holds` is what Nghé holds; "" shows a bare shelf."""

    title: str
    text: str = ""
    action: Action | None = None
    holds: str = "book"


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list one is; an empty address means there is no such page."""

    page: int
    pages: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """An error page: what is so, what to do. `code` is what a person tells the librarian (“K7F2”)."""

    status: int
    title: str
    text: str
    code: str = ""
    actions: tuple[Action, ...] = field(default=())
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that one tap puts on or takes off."""

    label: str
    url: str
    chosen: bool = False
    mark: TypeMark | None = None
    count: int | None = None
