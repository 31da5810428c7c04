"""How each figure is counted, as it is said one click away from it."""

from django.utils.translation import gettext as _

from analytics.figures import WeekFigures
from analytics.shapes import Figure
from analytics.wording import against, change, number, said, time


def four(figures: WeekFigures) -> tuple[Figure, ...]:
    """The figures between the two rules."""
    then = against(figures)
    return (
        Figure(
            said(figures.requests.now, number),
            _("times something was opened"),
            change(figures.requests, then),
            _(
                "Each opening of an item by a pupil. Two within 30 seconds count once (COUNTER 5.1). Looking at the "
                "page of an item is not opening it."
            ),
        ),
        Figure(
            said(figures.milliseconds.now, time),
            _("of reading, listening and watching"),
            change(figures.milliseconds, then),
            _(
                "Time with a page in view and a move within two minutes, or with sound or video playing. Pauses do not "
                "count, and nobody has more than 24 hours a day."
            ),
        ),
        Figure(
            said(figures.finishes.now, number),
            _("items finished"),
            change(figures.finishes, then),
            _("A pupil has come to the end of a book, recording or video; each once a day."),
        ),
        Figure(
            said(figures.empty_searches.now, number),
            _("searches that found nothing"),
            change(figures.empty_searches, then),
            _("Of %(searches)s searches in all. Turning the pages of a list is not a search.")
            % {"searches": said(figures.searches.now, number)},
        ),
    )
