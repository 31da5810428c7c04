"""A time limit and a breaker around one engine, so that an engine that hangs costs one reader one second."""

import contextvars
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from search.port import EngineError, SearchEngine

logger = logging.getLogger(__name__)

T = TypeVar("T")

LIMIT_SECONDS: Final = 1.0
_FIRST_PAUSE: Final = 1.0  # seconds between looks at an engine that is away
_LONGEST_PAUSE: Final = 16.0
_SETTLED: Final = 30.0  # an engine that fails again so soon after its return is looked at less often
_THREADS: Final = 32  # more than a web process serves readers at once


class Breaker:
    """Asks an engine as long as it answers in time; afterwards looks in the background whether it is back.

    No reader waits for a look: whoever asks while the engine is away is told so at once.
    """

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix=f"search-{engine.name}")
        self._lock = threading.Lock()
        self._open = False
        self._looking = False
        self._next_look = 0.0
        self._pause = _FIRST_PAUSE
        self._back_since = -_SETTLED

    def ask(self, question: Callable[[SearchEngine], T]) -> T:
        """The engine's answer.

        Raises:
            EngineError: it is away, failed, or took longer than LIMIT_SECONDS.
        """
        if self._open:
            self._look()
            raise EngineError(f"{self.engine.name} is away")
        context = contextvars.copy_context()  # the request's id goes into the engine's log lines
        future = self._pool.submit(context.run, question, self.engine)
        try:
            return future.result(LIMIT_SECONDS)
        except (EngineError, TimeoutError) as error:
            # A request that hangs can't be stopped; its thread ends with the client's own time-out.
            future.cancel()
            reason = str(error) or f"no answer within {LIMIT_SECONDS:g} s"
            self._trip(reason)
            raise EngineError(reason) from error
        except Exception as error:
            # A question that breaks the engine's adapter says nothing of the engine: the next reader asks it again.
            logger.exception("the search engine's adapter failed", extra={"engine": self.engine.name})
            raise EngineError(type(error).__name__) from error

    def _trip(self, reason: str) -> None:
        with self._lock:
            if self._open:
                return
            now = time.monotonic()
            soon = now - self._back_since < _SETTLED
            self._pause = min(self._pause * 2, _LONGEST_PAUSE) if soon else _FIRST_PAUSE
            self._open, self._next_look = True, now + self._pause
        logger.warning("search engine away, the stand-in answers", extra={"engine": self.engine.name, "error": reason})

    def _look(self) -> None:
        with self._lock:
            if self._looking or time.monotonic() < self._next_look:
                return
            self._looking = True
        self._pool.submit(self._ping)

    def _ping(self) -> None:
        back = False
        try:
            self.engine.ping()
            back = True
        except EngineError:
            pass
        finally:
            with self._lock:
                now = time.monotonic()
                self._looking, self._next_look = False, now + self._pause
                if back:
                    self._open, self._back_since = False, now
        if back:
            logger.info("search engine is back", extra={"engine": self.engine.name})
