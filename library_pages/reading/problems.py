"""What can go wrong with places, said to pupils. One function a code."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem


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
