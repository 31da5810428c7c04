"""What can go wrong with opening a resource, said to pupils (RFC 9457). One function a code."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem
from library_pages.catalogue.content import ContentWords


def not_for_you() -> Problem:
    """A member of the school, but not of those it is meant for."""
    return Problem(
        "not-for-you",
        status=403,
        title=_("This one is meant for the teachers."),
        detail=_("Look at similar ones on the page of the item."),
    )


def not_here() -> Problem:
    """No such resource for this reader; says nothing of whether there is one for others."""
    return Problem(
        "not-found", status=404, title=_("This is not in the library."), detail=_("Search for it once more.")
    )


def nothing_to_open() -> Problem:
    """A resource that has nothing to open, or nothing that opens in this way."""
    return Problem("nothing-to-open", status=404, title=_("There is nothing to open here."))


def still_being_prepared(words: ContentWords) -> Problem:
    """Its content waits for a worker, or is with one; ask again in a minute."""
    notice = words.being_prepared
    return Problem("still-being-prepared", status=409, title=notice.title, detail=notice.detail)


def not_readable(words: ContentWords) -> Problem:
    """Its content could not be made ready; somebody at the library has to look at it."""
    notice = words.not_readable
    return Problem("not-readable", status=409, title=notice.title, detail=notice.detail)


def not_openable() -> Problem:
    """Its type has a fault, which the log and the administrator's page name."""
    return Problem(
        "not-openable",
        status=500,
        title=_("This one can't be opened at the moment."),
        detail=_("The library's administrator is told what is wrong. Look at it again tomorrow."),
    )
