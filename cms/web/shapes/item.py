from dataclasses import dataclass

from django.utils.safestring import SafeString

from cms.web.shapes.common import NOTHING, Action, Cover, Crumb, Notice, TypeMark
from cms.web.shapes.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Way:
    """One form in which a work can be met. `ready` shows the green dot: it can be had now."""

    mark: TypeMark
    name: str
    action: Action | None
    detail: str = ""
    state: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class LevelAdvice:
    """“Does it suit you?”: the grades around the band, those inside it chosen; advice and never a lock."""

    title: str
    grades: tuple[tuple[int, bool], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts column; values are (text, address or "")."""

    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemContext:
    """One work in all its forms. The first action is the primary one; ways stand ready-now first."""

    title: str
    cover: Cover
    mark: TypeMark
    creator: str = ""
    subtitle: str = ""
    summary: str = ""
    crumbs: tuple[Crumb, ...] = ()
    second_cover: Cover | None = None
    actions: tuple[Action, ...] = ()
    ways_title: str = ""
    ways: tuple[Way, ...] = ()
    contents: tuple[Crumb, ...] = ()
    level: LevelAdvice | None = None
    facts: tuple[Fact, ...] = ()
    qr: SafeString = NOTHING
    qr_text: str = ""
    shelves: tuple[Shelf, ...] = ()
    notice: Notice | None = None
    language: str = "vi"
