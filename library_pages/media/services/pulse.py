"""Watches a running encoder: stores its progress, renews the lease, and kills it on a stop or a lost lease."""

import logging
import time
from collections.abc import Callable
from typing import Final

from django.db import OperationalError, connection

from cms.foundation.jail.run import ProgramError
from library_pages.media.models import MediaPart
from library_pages.media.services import leases

logger = logging.getLogger(__name__)

_POLL_SECONDS: Final = 1.0
_STANDSTILL: Final = 60  # seconds
_MICROSECONDS: Final = 1_000_000


class StoppedError(Exception):
    """The part is somebody else's now, or nobody wants it any more."""


class Pulse:
    """Listens to ffmpeg's progress, prolongs the lease, and stops the work that is no longer ours or wanted.

    `seconds` is how much has been made.
    """

    def __init__(self, part: MediaPart, seconds: float) -> None:
        self._part, self._seconds = part, max(seconds, 0.001)
        self._renewed = self._looked = self._advanced = time.monotonic()
        self.seconds = 0.0

    def heard(self, line: str) -> None:
        """A line of `-progress`."""
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.isdigit() and int(value) / _MICROSECONDS > self.seconds:
            self.seconds = int(value) / _MICROSECONDS
            self._advanced = time.monotonic()

    @property
    def done(self) -> float:
        """Share done; a header that lies would give more than all."""
        return min(self.seconds / self._seconds, 0.99)

    def tick(self) -> None:
        """About once a second.

        Raises:
            StoppedError: the encoder must end.
            ProgramError: `stalled`; ffmpeg goes on speaking while one of its decoders hangs.
        """
        moment = time.monotonic()
        if moment - self._advanced > _STANDSTILL:
            raise ProgramError("stalled", f"{_STANDSTILL} s without progress")
        if moment - self._renewed >= leases.RENEW_EVERY:
            self._renewed = moment
            self._stop_unless(lambda: leases.renew(self._part, self.done))
        if moment - self._looked >= _POLL_SECONDS:
            self._looked = moment
            self._stop_unless(lambda: leases.is_wanted(self._part))

    def _stop_unless(self, question: Callable[[], bool]) -> None:
        try:
            go_on = question()
        except OperationalError as error:
            # A database that is away for a moment must not cost a minute's encoding; the lease is asked for at the end.
            logger.warning("database away, encoding goes on", extra={"part": str(self._part.pk), "error": str(error)})
            connection.close()
            return
        if not go_on:
            raise StoppedError(str(self._part.pk))
