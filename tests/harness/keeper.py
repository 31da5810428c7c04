"""`python -m tests.harness.keeper NAME FOLDER`: keeps one service of a run until the run's owner has ended.

Workers come and go; a service started by one of them would die with it. So each service has a keeper that belongs to
nobody: it watches the owner through a descriptor, and stops the service when it is asked to or the owner is gone,
however that ended.
"""

import json
import os
import select
import signal
import sys
from pathlib import Path

from cms.run.services.elasticsearch import Elasticsearch
from cms.run.services.probe import ServiceError
from cms.run.services.service import Service
from tests.harness.state import State
from tests.harness.warm_postgres import WarmPostgres
from tests.services.khovang import Khovang
from tests.services.s3 import S3
from tests.services.smtp import Smtp

KINDS: dict[str, type[Service]] = {
    "postgres": WarmPostgres,
    "elasticsearch": Elasticsearch,
    "s3": S3,
    "smtp": Smtp,
    "khovang": Khovang,
}


def keep(name: str, state: State, tell: int) -> None:
    """Start, say so, wait, stop; runs in the process that has forked itself off.

    Args:
        name: the service.
        state: the run.
        tell: a pipe that is closed as soon as it is known whether the service runs.
    """
    wake, alarm = os.pipe()
    os.set_blocking(alarm, False)
    signal.set_wakeup_fd(alarm)
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    owner = os.pidfd_open(state.owner)
    service = KINDS[name](state.folder / name)
    try:
        with service:
            _say(state, name, {"url": service.url, "pid": os.getpid(), **getattr(service, "more", {})})
            os.close(tell)
            ready, _, _ = select.select([owner, wake], [], [])
    except ServiceError as error:
        _say(state, name, {"error": str(error)})
        return
    if owner in ready:
        _tidy(state, name)


def _say(state: State, name: str, said: dict[str, object]) -> None:
    part = state.folder / f"{name}.part"
    part.write_text(json.dumps(said), "utf-8")
    part.rename(state.note(name))


def _tidy(state: State, name: str) -> None:
    """The owner was killed: the last keeper removes what it would have removed."""
    state.note(name).unlink(missing_ok=True)
    if not state.notes():
        state.remove()


def main(name: str, state: State) -> None:
    """Fork off; the first process ends once the service was started or could not be."""
    told, tell = os.pipe()
    if os.fork():
        os.close(tell)
        os.read(told, 1)
        return
    os.close(told)
    os.setsid()
    log = os.open(state.folder / f"{name}.keeper.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    keep(name, state, tell)


if __name__ == "__main__":
    main(sys.argv[1], State(Path(sys.argv[2])))
