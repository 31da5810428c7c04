"""The breaker on an engine that hangs or fails: one reader waits, the others don't, and its return is noticed."""

from __future__ import annotations

import threading
import time

import pytest

from search import breaker
from search.breaker import LIMIT_SECONDS, Breaker
from search.port import EngineError
from tests.harness.waiting import eventually


class Faulty:
    """An engine whose faults a test switches on."""

    name = "faulty"

    def __init__(self):
        self.well = threading.Event()
        self.well.set()
        self.hanging = False
        self.asked = 0
        self.pinged = 0

    def search(self, query):
        self.asked += 1
        return self._when_well("answer")

    def ping(self):
        self.pinged += 1
        self._when_well(None)

    def _when_well(self, value):
        if self.hanging:
            self.well.wait(30)
        if not self.well.is_set():
            raise EngineError("refused")
        return value


@pytest.fixture
def engine():
    made = Faulty()
    yield made
    made.well.set()


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(breaker, "_FIRST_PAUSE", 0.05)


def ask(guarded):
    return guarded.ask(lambda engine: engine.search(None))


def test_a_healthy_engine_answers(engine):
    assert ask(Breaker(engine)) == "answer"


def test_one_reader_waits_for_an_engine_that_hangs_and_the_next_do_not(engine):
    guarded = Breaker(engine)
    engine.well.clear()
    engine.hanging = True
    started = time.monotonic()
    with pytest.raises(EngineError):
        ask(guarded)
    assert LIMIT_SECONDS <= time.monotonic() - started < LIMIT_SECONDS + 2
    for _ in range(50):
        with pytest.raises(EngineError):
            ask(guarded)
    assert engine.asked == 1


def test_its_return_is_noticed_without_a_reader_waiting_for_it(engine):
    guarded = Breaker(engine)
    engine.well.clear()
    with pytest.raises(EngineError):
        ask(guarded)
    engine.well.set()

    def answers():
        try:
            return ask(guarded) == "answer"
        except EngineError:
            return False

    eventually(answers)
    assert engine.pinged == 1


def test_one_look_at_a_time(engine):
    guarded = Breaker(engine)
    engine.well.clear()
    engine.hanging = True
    with pytest.raises(EngineError):
        ask(guarded)

    def looked():
        with pytest.raises(EngineError):
            ask(guarded)
        return engine.pinged

    eventually(looked)
    for _ in range(20):
        looked()
    assert engine.pinged == 1


def test_a_bug_of_the_adapter_is_a_failed_answer_and_the_engine_is_asked_again(engine, caplog):
    guarded = Breaker(engine)
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        guarded.ask(lambda _engine: 1 / 0)
    assert "adapter failed" in caplog.text
    assert ask(guarded) == "answer"
