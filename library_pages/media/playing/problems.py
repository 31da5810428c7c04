"""Problems of playing, for the API and for pages (RFC 9457)."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem


def nothing_to_play() -> Problem:
    """The item has no recording."""
    return Problem("nothing-to-play", status=404, title=_("There is nothing to listen to or to watch here."))


def not_playable_yet() -> Problem:
    """The recording is still being prepared; ask again in a minute."""
    return Problem(
        "not-playable-yet",
        status=409,
        title=_("This recording is still being prepared."),
        detail=_("Come back in a few minutes."),
    )


def not_playable() -> Problem:
    """The recording could not be prepared; the library has to look at it."""
    return Problem(
        "not-playable",
        status=409,
        title=_("This recording can't be played."),
        detail=_("Please tell the library."),
    )
