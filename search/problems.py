"""What can go wrong with a search. One function a code."""

from django.utils.translation import gettext_lazy as _

from cms.foundation.errors import Problem


def search_is_away() -> Problem:
    """Neither the search engine nor the database can answer."""
    return Problem(
        "search-away",
        status=503,
        title=_("The search can't answer at the moment."),
        detail=_("Try again in a few seconds."),
        extra={"retry_after": 5},
    )
