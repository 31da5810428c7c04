"""Wrong tries at the pupils of a class are written down, so that their teacher is told."""

import logging
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from cms.accounts.models import WrongTries
from cms.accounts.tries import MANY_AT_ONE
from cms.foundation import clock

logger = logging.getLogger(__name__)

_KEPT: Final = timedelta(days=14)


@transaction.atomic
def write_down(class_id: int, number: int) -> None:
    """One more wrong try at this number today."""
    today = {"school_class_id": class_id, "number": number, "day": clock.today()}
    WrongTries.objects.bulk_create([WrongTries(**today)], ignore_conflicts=True)
    row = WrongTries.objects.filter(**today)
    row.update(tries=F("tries") + 1)
    if row.filter(tries=MANY_AT_ONE).exists():
        logger.warning("many wrong tries at one pupil", extra={"school_class": class_id})


@transaction.atomic
def prune_tries() -> int:
    """Drop what is older than two weeks; how many."""
    deleted, _ = WrongTries.objects.filter(day__lt=clock.today() - _KEPT).delete()
    return deleted
