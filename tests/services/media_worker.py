"""A Celery worker that prepares recordings, as a process group of its own on the test's database, files and Redis."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import connections

from cms.run.options import ROOT

START_SECONDS = 60


class MediaWorker:
    """Takes parts from both lanes, two at once."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis_url
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it; it looks for work a few seconds later."""
        named = connections["default"].settings_dict
        sqlite = "sqlite" in named["ENGINE"]
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "cms.celery", "worker", "--pool", "prefork"),
                *("--concurrency", "2", "--queues", "uploads,fast,media", "--loglevel", "WARNING"),
                *("--without-gossip", "--without-mingle", "--without-heartbeat"),
            ],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "cms.settings.production",
                "KHOVANG_SECRET_KEY": settings.SECRET_KEY,
                "KHOVANG_DATA": str(settings.DATA_DIR),
                "STORAGE_URL": f"file://{settings.DATA_DIR}",
                "REDIS_URL": self._redis,
                "DATABASE_URL": f"sqlite://{named['NAME']}" if sqlite else os.environ["DATABASE_URL"],
            },
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def kill(self) -> None:
        """SIGKILL to the whole process group."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()


def encoders() -> list[str]:
    """Command lines of all programs that work on recordings of this test, launchers included."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode(errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(settings.MEDIA_WORK_DIR) in line:
            found.append(line)
    return found


def encoders_end(seconds: float = 2) -> list[str]:
    """What is still running after this time at most."""
    deadline = time.monotonic() + seconds
    while (running := encoders()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return running
