"""The figures that stand by themselves, with how each is counted, as it is said one click away from it."""

from typing import Final

from analytics import statistics
from analytics.figures import WeekFigures
from analytics.shapes import Figure
from analytics.statistics import NAMES, Surface, Unit
from analytics.wording import against, change, time, value_or_dash
from cms.foundation.quantities import number

_WORDS: Final = {Unit.TIMES: number, Unit.MILLISECONDS: time}


def figures_on(surface: Surface, figures: WeekFigures) -> tuple[Figure, ...]:
    """Those that are shown there, in the order of the table."""
    then, others = against(figures), {name: value_or_dash(figures.whole[name].now, number) for name in NAMES}
    return tuple(
        Figure(
            value=value_or_dash(figures.whole[each.name].now, _WORDS[each.unit]),
            label=str(each.label),
            change=change(figures.whole[each.name], then),
            how=str(each.definition) % others,
        )
        for each in statistics.STATISTICS
        if surface in each.shown
    )
