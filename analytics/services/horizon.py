"""The highest sequence number up to which no transaction can still add an event.

Numbers are drawn before they are committed, so the greatest one that is visible may have lower ones still to come; a
rollup that took it would skip those for ever.
"""

import time
from typing import Final

from django.db import connection
from django.db.models import Max

from analytics.models import Event

_PATIENCE: Final = 2.0  # seconds
_PAUSE: Final = 0.02

# Who inserts holds this lock from before the number is drawn until the end of the transaction. The server tells the
# locks of all its databases, and in a copy of ours the table has the same id.
_WRITERS: Final = """
    SELECT virtualtransaction FROM pg_locks
    WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()
"""


def safe_seq() -> int:
    """A sequence number below which nothing can appear any more; 0 while somebody takes long to commit.

    SQLite has one writer at a time, so numbers become visible in their order. On PostgreSQL those who are writing now
    are waited for, and nobody who comes later: new writers draw greater numbers. No lock is taken, so no event waits
    for the figures.
    """
    greatest = _greatest()
    if connection.vendor != "postgresql":
        return greatest
    patience = time.monotonic() + _PATIENCE
    before = _writers()
    while before:
        if time.monotonic() > patience:
            return 0
        time.sleep(_PAUSE)
        before &= _writers()
    return greatest


def _greatest() -> int:
    return Event.objects.aggregate(top=Max("seq"))["top"] or 0


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [Event._meta.db_table])
        return {row[0] for row in cursor.fetchall()}
