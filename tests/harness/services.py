"""Asking for a service of the run: started by whoever asks first, kept by a process of its own, shared by all."""

import json
import os
import select
import signal
import subprocess
import sys
from typing import Any, Final

from filelock import FileLock

from cms.run.options import ROOT
from cms.run.services.probe import ServiceError
from tests.harness.state import State

STARTS_WITHIN: Final = 2_400.0
"""Seconds: Elasticsearch may have to be fetched, versitygw to be built."""
_VARIABLES: Final = {
    "postgres": "DATABASE_URL",
    "elasticsearch": "ELASTICSEARCH_URL",
    "s3": "STORAGE_URL",
    "smtp": "EMAIL_URL",
}


def ask(state: State, service: str) -> dict[str, Any]:
    """What the keeper of a service says: its `url` and what else its class tells.

    Raises:
        ServiceError: it can't be had here; the message says why and what to install.
    """
    if state.external and service in _VARIABLES:
        url = state.external.get(_VARIABLES[service])
        if url is None:
            raise ServiceError(f"SERVICES=external, and {_VARIABLES[service]} is not set; see .env.example.")
        return {"url": url}
    with FileLock(state.folder / f"{service}.lock"):
        if not state.note(service).exists():
            _start(state, service)
    said: dict[str, Any] = json.loads(state.note(service).read_text("utf-8"))
    if "error" in said:
        raise ServiceError(said["error"])
    return said


def _start(state: State, service: str) -> None:
    """The keeper forks itself off once the service answers, so this waits for it and leaves no child behind."""
    command = [sys.executable, "-m", "tests.harness.keeper", service, str(state.folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, timeout=STARTS_WITHIN, stdin=subprocess.DEVNULL)
    if not state.note(service).exists():
        log = state.folder / f"{service}.keeper.log"
        said = log.read_text("utf-8", "replace") if log.exists() else ""
        said = f"{service}: exit code {done.returncode}\n{said}"
        state.note(service).write_text(json.dumps({"error": said}), "utf-8")


def stop_all(state: State, seconds: float = 60) -> None:
    """Ask every keeper of the run to stop its service, and wait for it."""
    descriptors = []
    for said in state.notes().values():
        if "pid" not in said:
            continue
        try:
            descriptor = os.pidfd_open(said["pid"])
            signal.pidfd_send_signal(descriptor, signal.SIGTERM)
        except ProcessLookupError:
            continue
        descriptors.append(descriptor)
    for descriptor in descriptors:
        select.select([descriptor], [], [], seconds)
        os.close(descriptor)
