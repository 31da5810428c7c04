"""What can go wrong with reading, said to pupils. One function a code."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem


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
    """A resource without anything that the reader could show."""
    return Problem("nothing-to-open", status=404, title=_("There is nothing to open here."))


def still_being_read() -> Problem:
    """The file behind it waits for the worker, or is with it."""
    return Problem(
        "still-being-prepared",
        status=409,
        title=_("The library is still preparing this one."),
        detail=_("Come back in a minute."),
    )


def not_readable() -> Problem:
    """The file behind it was refused."""
    return Problem(
        "not-readable",
        status=409,
        title=_("This one can't be opened yet."),
        detail=_("Tell the librarian, who can put in a better file."),
    )


def not_openable() -> Problem:
    """Its type has a fault, which the log and the administrator's page name."""
    return Problem(
        "not-openable",
        status=500,
        title=_("This one can't be opened at the moment."),
        detail=_("The library's administrator is told what is wrong. Look at it again tomorrow."),
    )


def stale(current: dict[str, object]) -> Problem:
    """A newer place is known, or the place would be lost by an empty one; `current` is what counts."""
    return Problem(
        "progress-stale",
        status=412,
        title=_("You have read on elsewhere."),
        detail=_("Go on from the place that is kept."),
        extra={"current": current},
    )


def locator_not_valid(reason: str) -> Problem:
    """Not a place in a publication; `reason` for whoever writes the client."""
    return Problem(
        "locator-not-valid", status=422, title=_("This is not a place in a publication."), extra={"reason": reason}
    )


def batch_too_long(limit: int) -> Problem:
    """More entries than are taken at once."""
    return Problem(
        "batch-too-long", status=422, title=_("Too many places at once. Send them in parts."), extra={"limit": limit}
    )


def launch_stale(current: dict[str, object]) -> Problem:
    """Another window has kept a newer state; `current` is what counts."""
    return Problem(
        "launch-stale",
        status=412,
        title=_("You have gone on elsewhere."),
        detail=_("Go on from what is kept."),
        extra={"current": current},
    )


def launch_state_not_valid(reason: str) -> Problem:
    """Nothing that can be kept for a package; `reason` for whoever writes the client."""
    return Problem(
        "launch-state-not-valid",
        status=422,
        title=_("The library can't keep this for the lesson."),
        extra={"reason": reason},
    )
