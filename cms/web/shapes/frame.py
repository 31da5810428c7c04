"""What stands around every page: head, bottom bar, foot."""

from dataclasses import dataclass

from cms.web.shapes.common import Action, NavEntry, Notice


@dataclass(frozen=True, slots=True)
class Account:
    """Who has signed in; `menu` ends with the sign-out."""

    name: str
    menu: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How the reader wants pages to look, by her own switches."""

    easy: bool = False
    contrast: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """Where scripts report what was read; `account` tells readers of one browser apart."""

    url: str
    account: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Head, bottom bar and foot. Without any argument it is what a page shows when nothing can be asked.

    `asked` is what stands in the search field; an empty `search_url` leaves the field out. `foot` are the lines under
    the school's name; `here` is where the switches of the foot lead back to.
    """

    school: str = ""
    home_url: str = "/"
    navigation: tuple[NavEntry, ...] = ()
    bar: tuple[NavEntry, ...] = ()
    account: Account | None = None
    sign_in_url: str = ""
    search_url: str = ""
    suggest_url: str = ""
    asked: str = ""
    foot_title: str = ""
    foot: tuple[str, ...] = ()
    foot_links: tuple[Action, ...] = ()
    look: Look = Look()
    usage: Usage | None = None
    here: str = "/"
    alarm: Notice | None = None
