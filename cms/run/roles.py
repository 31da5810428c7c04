"""The processes: web, beat and four Celery workers."""

import multiprocessing
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from celery import current_app
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from analytics.services.spool import keep_draining
from cms.run.web.limits import Limits, room_for_connections
from cms.run.web.serving import Site
from cms.web import upload_pass

_WEB_BUSY_SECONDS: Final = 4
_MEDIA_NICENESS: Final = 10
_MEDIA_MEMORY: Final = 800 << 20  # bytes that an encoder of 1080p may come to, with its worker


def media_processes(cores: int, memory: int) -> int:
    """How many recordings' parts are made at once: one for every two cores, as far as `memory` (bytes) goes."""
    return max(1, min(cores // 2, memory // _MEDIA_MEMORY))


def _media_options() -> tuple[str, ...]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    count = media_processes(multiprocessing.cpu_count(), memory)
    # Prefork: native code may crash, and time limits work with no other pool.
    return ("--pool", "prefork", "--concurrency", str(count), "--max-tasks-per-child", "50", "--queues", "media")


# acks and heartbeats between workers serve nobody on one machine: they cost start time and messages.
_ALONE: Final = ("--without-gossip", "--without-mingle", "--loglevel", "INFO")
WEB: Final = ("web", "web-2")[: multiprocessing.cpu_count()]
WORKERS: Final = {
    # By the clock: sweeps, figures, mails, what is to be published now. Never where an upload could keep it waiting.
    "clock": ("--pool", "threads", "--concurrency", "2", "--queues", "default"),
    "quick": ("--pool", "threads", "--concurrency", "2", "--queues", "uploads,fast"),
    "index": ("--pool", "solo", "--queues", "index"),
    "media": _media_options(),
}


def roles(descriptors: Sequence[int], data: Path) -> dict[str, Callable[[], None]]:
    """What each process does, by name, in the order of starting."""
    return {
        **{name: partial(serve, descriptors) for name in WEB},
        **{name: partial(work, name) for name in WORKERS},
        "beat": partial(beat, data / "run" / "beat-schedule"),
    }


def serve(descriptors: Sequence[int]) -> None:
    """Serve the site at the sockets that are open already, until SIGTERM; several processes share them."""
    with _ready_for_trouble():
        _serve(descriptors)


@contextmanager
def _ready_for_trouble() -> Iterator[None]:
    """With SQLite, reading goes on while somebody else writes for long, and while the disk is full."""
    if connection.vendor != "sqlite":
        yield
        return
    # A person waits before the page, unlike a worker: she is told that the library is busy, and tries again.
    connections.settings["default"]["OPTIONS"]["timeout"] = _WEB_BUSY_SECONDS
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as held:
        # Whoever closes the last connection takes the index of the write-ahead log away, and the next one must write
        # it anew before it can read.
        held.execute("PRAGMA schema_version").fetchone()
        held.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield


def _serve(descriptors: Sequence[int]) -> None:
    keep_draining()
    limits = Limits(connections=room_for_connections())
    if settings.BEHIND_TLS:
        limits = replace(limits, address=limits.connections)  # all of them come from the proxy
    listening = [socket.socket(fileno=number) for number in descriptors]
    Site(get_wsgi_application(), listening, limits, may_upload=upload_pass.is_held).run()


def work(name: str) -> None:
    """Be the Celery worker of that name, until SIGTERM; it finishes what it is at."""
    if name == "media":
        os.nice(_MEDIA_NICENESS)
    current_app.worker_main(["worker", "--hostname", f"{name}@khovang", *WORKERS[name], *_ALONE])


def beat(schedule: Path) -> None:
    """Send the periodic tasks, until SIGTERM; the file keeps when each was sent last."""
    current_app.Beat(schedule=str(schedule), loglevel="INFO").run()
