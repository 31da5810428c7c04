"""Health and metrics: /livez, /readyz, /metrics on the internal address only."""

import logging
from collections.abc import Callable
from time import monotonic

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from cms.foundation import outbox
from cms.foundation.models import Job, JobState
from cms.foundation.policies import Policy, surface

logger = logging.getLogger(__name__)

# A probe answers (ok, words); upper layers add theirs in ready(). Only the database decides readiness:
# an optional service that is away must not take the site out of rotation.
Probe = Callable[[], tuple[bool, str]]
_probes: dict[str, Probe] = {}
_cached: tuple[float, dict[str, object], int] | None = None
_CACHE_SECONDS = 1.0
_collector: Collector | None = None


def register_probe(name: str, probe: Probe) -> None:
    """Add a service to /readyz; it never flips readiness."""
    _probes[name] = probe


def register_metrics() -> None:
    """Put the queues into /metrics; once a process, since the registry refuses a family that it has."""
    global _collector  # noqa: PLW0603  (the registry is the process's too)
    if _collector is None:
        _collector = QueueCollector()
        REGISTRY.register(_collector)


@surface(Policy.INTERNAL)
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@surface(Policy.INTERNAL)
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers at the right migration level, else 503; with each service's state, kept 1 s."""
    global _cached  # noqa: PLW0603  (a thousand probes a second must cost one query)
    if _cached is None or monotonic() - _cached[0] > _CACHE_SECONDS:
        services = {"database": _database(), **{name: _asked(probe) for name, probe in _probes.items()}}
        body: dict[str, object] = {
            name: {"ok": healthy, "detail": words} for name, (healthy, words) in services.items()
        }
        _cached = (monotonic(), body, 200 if services["database"][0] else 503)
    return JsonResponse({"services": _cached[1]}, status=_cached[2])


@surface(Policy.INTERNAL)
def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _asked(probe: Probe) -> tuple[bool, str]:
    try:
        return probe()
    except Exception as error:
        logger.exception("a health probe failed")  # an optional service's own bug must not take the site away
        return False, type(error).__name__


def _database() -> tuple[bool, str]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return False, type(error).__name__
    return (False, f"{len(plan)} migrations not applied") if plan else (True, connection.vendor)


class QueueCollector(Collector):
    """Outbox and job counts, read from the database at each scrape."""

    def collect(self) -> list[GaugeMetricFamily]:
        """Waiting, the age of the oldest, parked; jobs."""
        waiting = GaugeMetricFamily("khovang_outbox_waiting", "Changes not yet applied.", labels=["topic"])
        for topic, count in outbox.waiting().items():
            waiting.add_metric([topic], count)
        open_jobs = GaugeMetricFamily("khovang_jobs", "Jobs by state.", labels=["state"])
        for state in JobState.values:
            open_jobs.add_metric([state], Job.objects.filter(state=state).count())
        lag = GaugeMetricFamily("khovang_outbox_lag_seconds", "Age of the oldest change that waits.")
        lag.add_metric([], outbox.lag().total_seconds())
        parked = GaugeMetricFamily("khovang_outbox_parked", "Changes that an engine has refused too often.")
        parked.add_metric([], outbox.parked())
        return [waiting, lag, parked, open_jobs]

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: a registry that asks at import time must not touch the database."""
        return []
