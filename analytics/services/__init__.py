"""Everything that changes analytics. Upper layers and the API call these and nothing behind them."""

from analytics.services.freshness import Freshness, catch_up
from analytics.services.ingest import MOST_EVENTS, Outcome, take
from analytics.services.releases import release, roll_up_and_release
from analytics.services.rollup import RollupState, rebuild, roll_up
from analytics.services.spool import drain, keep_draining, note

__all__ = [
    "MOST_EVENTS",
    "Freshness",
    "Outcome",
    "RollupState",
    "catch_up",
    "drain",
    "keep_draining",
    "note",
    "rebuild",
    "release",
    "roll_up",
    "roll_up_and_release",
    "take",
]
