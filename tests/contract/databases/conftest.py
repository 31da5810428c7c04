"""Several connections at a time, as web and workers have them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
SECONDS = 60


@pytest.fixture
def at_once(transactional_db):
    """Runs a function in several threads, each on a connection of its own, which begin together; their answers."""

    def run(function: Callable[[int], T], times: int = 4) -> list[T]:
        gate = Barrier(times)

        def one(number: int) -> T:
            try:
                gate.wait(SECONDS)
                return function(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(one, range(times), timeout=SECONDS))

    return run


@pytest.fixture
def elsewhere(transactional_db):
    """Runs a function on another connection; its answer."""

    def run(function: Callable[[], T]) -> T:
        def one() -> T:
            try:
                return function()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(one).result(SECONDS)

    return run
