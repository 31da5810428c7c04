from analytics.selectors.week import first_week, week_figures

__all__ = ["first_week", "week_figures"]
