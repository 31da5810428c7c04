"""Fills head, bottom bar and foot for the reader of a request."""

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cms.accounts.access import grantable, teaches
from cms.accounts.models import School, User
from cms.accounts.reader import reader_of
from cms.web.look import look_of
from cms.web.models import PlainPage
from cms.web.people import called
from cms.web.previews import is_preview
from cms.web.registry import navigation
from cms.web.selectors import home_of, school_of
from cms.web.shapes import Account, Action, Frame, NavEntry
from cms.web.tries import alarm
from cms.web.usage import usage_of

_IN_HEAD, _IN_BAR = 4, 4


def frame_of(request: HttpRequest) -> Frame:
    """The frame of a page; a bare one while the database is away, so that the error can be said at all."""
    try:
        return _full(request)
    except DatabaseError:
        return bare(request)


def bare(request: HttpRequest) -> Frame:
    """A frame that asks nothing of anybody: for errors that have come from the asking."""
    return Frame(look=look_of(request), here=_here(request))


def _full(request: HttpRequest) -> Frame:
    school = school_of(request)
    home = NavEntry(_("Home"), reverse("web:home"), "house", current=request.path == reverse("web:home"))
    rest = [entry for fill in navigation for entry in fill(request)]
    search_url, suggest_url = _address("search:results"), _address("search:suggest")
    searching = bool(search_url) and request.path == search_url
    search = [NavEntry(_("Search"), search_url, "magnifying-glass", current=searching)] if search_url else []
    first_and_last = rest if len(rest) <= _IN_BAR - 2 else [rest[0], rest[-1]]
    return Frame(
        school=school.name if school else "",
        home_url=reverse("web:home"),
        navigation=(home, *rest)[:_IN_HEAD],
        bar=(home, *search, *first_and_last),
        account=_account(request),
        sign_in_url=reverse("web:sign_in"),
        search_url=search_url,
        suggest_url="" if is_preview() else suggest_url,
        asked=request.GET.get("q", "") if searching else "",
        foot_title=_("Library of %(school)s") % {"school": school.name} if school else _("The school library"),
        foot=_lines(school) if school else (),
        foot_links=_plain_pages(school),
        look=look_of(request),
        usage=usage_of(request),
        here=_here(request),
        alarm=alarm(request) if teaches(reader_of(request)) else None,
    )


def _account(request: HttpRequest) -> Account | None:
    user = request.user
    if not isinstance(user, User):
        return None
    menu = []
    reader = reader_of(request)
    if teaches(reader):
        menu.append(Action(_("My classes"), reverse("web:classes"), "users"))
    if reader.school_id is not None and grantable(reader):
        menu.append(Action(_("Roles at the school"), reverse("web:roles"), "users"))
    if reader.is_pupil:
        menu.append(Action(_("Change my PIN"), reverse("web:change_pin"), "pencil-simple"))
    elif user.has_usable_password():
        menu.append(Action(_("Change my password"), reverse("web:change_password"), "pencil-simple"))
    if user.is_staff:
        menu.append(Action(_("Look after the library"), reverse("wagtailadmin_home"), "gear"))
    menu.append(Action(_("Sign out"), reverse("web:sign_out"), "sign-out", post=True))
    return Account(name=called(user), menu=tuple(menu))


def _lines(school: School) -> tuple[str, ...]:
    person = f"{school.librarian_title} {school.librarian_name}".strip() if school.librarian_name else ""
    return tuple(filter(None, (school.opening_hours, " · ".join(filter(None, (school.room, person))))))


def _plain_pages(school: School | None) -> tuple[Action, ...]:
    home = home_of(school)
    if home is None:
        return ()
    pages = PlainPage.objects.child_of(home).live().in_menu().order_by("path")
    return tuple(Action(page.title, page.url or "") for page in pages)


def _here(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in {"GET", "HEAD"} else request.path


def _address(name: str) -> str:
    """An address of a layer above; empty where it is not part of the composition."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
