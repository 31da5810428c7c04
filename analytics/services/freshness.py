"""Brings figures up to date before they are shown: rolls up what has arrived, and says how far they reach."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import DatabaseError

from analytics.models import Event, Rollup
from analytics.services.rollup import DAILY, roll_up, watermark
from analytics.services.spool import drain
from cms.foundation import clock

logger = logging.getLogger(__name__)

_MOST_RANGES: Final = 4  # nobody waits at a page for more; the rest is said to be waiting


@dataclass(frozen=True, slots=True)
class Freshness:
    """Up to when figures reach, and how many events have arrived that are not in them."""

    as_of: datetime
    waiting: int = 0


def catch_up() -> Freshness:
    """Add up what the beat has not come to yet; a busy database only makes the figures older, never the page fail."""
    moment = clock.now()
    try:
        drain()
        rolled = roll_up(most_ranges=_MOST_RANGES)
    except DatabaseError:
        logger.warning("statistics could not catch up", exc_info=True)
        return Freshness(_rolled_at() or moment, Event.objects.filter(seq__gt=watermark()).count())
    return Freshness(moment if not rolled.waiting else _rolled_at() or moment, rolled.waiting)


def _rolled_at() -> datetime | None:
    return Rollup.objects.filter(name=DAILY).values_list("rolled_at", flat=True).first()
