"""The home page in its variants."""

from collections.abc import Iterable
from itertools import islice
from typing import Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cms.accounts.enums import Role
from cms.accounts.models import School, User
from cms.accounts.reader import Reader, reader_of
from cms.accounts.services import set_up_is_open
from cms.foundation.policies import Policy, surface
from cms.web import registry
from cms.web.doors import doors
from cms.web.models import HomePage
from cms.web.people import called, librarian
from cms.web.selectors import home_of, school_of
from cms.web.shapes import Action, ContinueReading, EmptyState, HomeContext, OpenBook, Part, Shelf, ShelfItem, TypeTile
from cms.web.views.news import lines

_HOUSE_UP_TO: Final = 2  # grades
_SHELVES, _SUGGESTIONS, _NEWS, _FEWEST_TILES = 3, 3, 3, 2
_IN_THE_HOUSE: Final = 5  # objects
_STAFF: Final = frozenset({Role.TEACHER, Role.LIBRARIAN, Role.PRINCIPAL, Role.BOARD, Role.ADMINISTRATOR, Role.PROVINCE})

T = TypeVar("T")


@surface(Policy.CATALOGUE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home of the reader's school; of the only school; of the platform. While there is none, what to do."""
    page = home_of(school_of(request)) or home_of(None)
    if page is None:
        return render(request, "web/not_set_up.html", {"context": _not_set_up()})
    return home_page(request, page)


@surface(Policy.CATALOGUE)
def home_page(request: HttpRequest, page: HomePage) -> HttpResponse:
    """A certain home page as this reader sees it."""
    context = home_context(request, page)
    template = "web/house.html" if context.variant == "house" else "web/home.html"
    return render(request, template, {"page": page, "context": context})


def home_context(request: HttpRequest, page: HomePage) -> HomeContext:
    """The shape of the page. What upper layers give is filtered for this reader by them."""
    reader = reader_of(request)
    variant = _variant(reader)
    greeting, question, hint, placeholder = _words(variant, request)
    going_on = _first(fill(request) for fill in registry.go_on)
    going_on = going_on or _beginning(request, page, variant)
    shelves = _shelves(request, page, variant)
    tiles = tuple(tile for fill in registry.home_tiles for tile in fill(request, page))
    texts = islice((text for fill in registry.suggestions for text in fill(request)), _SUGGESTIONS)
    return HomeContext(
        variant=variant,
        greeting=greeting,
        question=question,
        hint=hint,
        placeholder=placeholder,
        suggestions_label=_("The class is looking for:"),
        suggestions=tuple(Action(text, f"{reverse('search:results')}?q={text}") for text in texts),
        going_on=going_on,
        begin=None if going_on or shelves else _nothing_yet(request),
        shelves=shelves,
        tiles_title=_what_to_do(tiles),
        tiles=tiles if len(tiles) >= _FEWEST_TILES else (),
        feature=_first(fill(request, page) for fill in registry.home_features),
        news=lines(page, _NEWS),
        news_url=reverse("web:news"),
        request_panel=_whom_to_ask(page.school) if variant == "pupil" and page.school else None,
        doors=doors({tile.mark.slug for tile in tiles}) if variant == "house" else (),
        actions=tuple(action for fill in registry.staff_actions for action in fill(request))
        if variant == "staff"
        else (),
    )


def _variant(reader: Reader) -> str:
    if reader.roles & _STAFF:
        return "staff"
    if not reader.is_pupil:
        return "anonymous"
    return "house" if reader.grade is not None and reader.grade <= _HOUSE_UP_TO else "pupil"


def _words(variant: str, request: HttpRequest) -> tuple[str, str, str, str]:
    """Greeting, question, hint and what stands in the empty search field."""
    user = request.user
    name = called(user) if isinstance(user, User) else ""
    placeholder = _("For example: why are there volcanoes")
    if variant in {"pupil", "house"}:
        return (
            pgettext("to a pupil", "Hello %(name)s,") % {"name": name},
            pgettext("to a pupil", "what are you looking for today?"),
            pgettext("to a pupil", "Type a title, a name, or anything that you wonder about."),
            placeholder,
        )
    hint = _("Title, name, or any words of the text; marks may be left out.")
    if variant == "staff":
        return (
            pgettext("to staff", "Hello,"),
            pgettext("to staff", "what are you looking for today?"),
            hint,
            placeholder,
        )
    return _("Welcome, reader,"), _("what are you looking for today?"), hint, placeholder


def _shelves(request: HttpRequest, page: HomePage, variant: str) -> tuple[Shelf, ...]:
    filled = (shelf for fill in registry.home_shelves for shelf in fill(request, page) if shelf.items)
    if variant != "house":
        return tuple(islice(filled, _SHELVES))
    return tuple(Shelf(slug=s.slug, title=s.title, items=s.items[:_IN_THE_HOUSE]) for s in islice(filled, 1))


def _beginning(request: HttpRequest, page: HomePage, variant: str) -> ContinueReading | None:
    """The open book when nothing is begun: the teacher's first choice, or what the house would give."""
    item = _first(fill(request, page) for fill in registry.first_choice)
    if item is None or variant == "house":
        return None
    return ContinueReading(book=_first_page(item, variant))


def _first_page(item: ShelfItem, variant: str) -> OpenBook:
    words = (
        pgettext("to a pupil", "You are not in the middle of any book. Try this one.")
        if variant == "pupil"
        else _("A good one to begin with.")
    )
    return OpenBook(
        kicker=_("To begin with"),
        title=item.title,
        url=item.url,
        action=_("Look inside"),
        cover=item.cover,
        mark=item.mark,
        creator=item.creator,
        passage=(Part(words, marked=False),),
    )


def _nothing_yet(request: HttpRequest) -> EmptyState:
    """Of a school that has just opened its library."""
    title = _("The shelves are still empty.")
    if isinstance(request.user, User) and request.user.is_staff:
        text = _("Upload the first book in the office; it stands here as soon as it is published.")
        return EmptyState(title, text, Action(_("Look after the library"), reverse("wagtailadmin_home")), holds="")
    action = None if request.user.is_authenticated else Action(_("Sign in"), reverse("web:sign_in"))
    return EmptyState(title, _("Come back soon, or sign in to see what your school keeps here."), action, holds="")


def _what_to_do(tiles: Iterable[TypeTile]) -> str:
    """Names what there is something to do with for this reader, and nothing else."""
    verbs = dict.fromkeys(tile.verb.lower() for tile in tiles)
    return _("What would you like: %(verbs)s?") % {"verbs": ", ".join(verbs)}


def _whom_to_ask(school: School) -> EmptyState | None:
    person = librarian(school.librarian_title, school.librarian_name)
    if not person:
        return None
    place = school.room or _("the library")
    return EmptyState(
        title=pgettext("to a pupil", "Can't find the one you like?"),
        text=pgettext("to a pupil", "Come to %(place)s and tell %(person)s its name, or what you would like to know.")
        % {"place": place, "person": person},
    )


def _not_set_up() -> EmptyState:
    text = (
        _("Open the set-up address that the terminal shows, and enter the school, its administrator and school year.")
        if set_up_is_open()
        else _("Nobody has published a home page.")
    )
    return EmptyState(title=_("This library is still empty."), text=text, holds="")


def _first(answers: Iterable[T | None]) -> T | None:
    return next((answer for answer in answers if answer is not None), None)
