"""`python -m cms.run` as a person starts it, and what is left of it afterwards."""

import http.client
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from cms.run.options import ROOT
from tests.harness.waiting import ended

START_SECONDS = 400  # migrations on a busy machine
WORKERS = 4
OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "SEARCH_ENGINE", "KHOVANG_HOSTS")


class Run:
    """One start; its folder of data, what it has said so far, its port once it is READY."""

    def __init__(self, data: Path, **choices: str) -> None:
        environ = {name: value for name, value in os.environ.items() if name not in OURS}
        environ |= {"KHOVANG_DATA": str(data), "PORT": "0", "SAMPLE": "no", "PYTHONUNBUFFERED": "1", **choices}
        self.data = data
        self.said: list[str] = []
        self.port = 0
        self._rest = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cms.run"],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def hear(self, words: str, seconds: float = START_SECONDS) -> str:
        """Read what it says up to the first line with these words; fails when it ends or takes too long."""
        deadline = time.monotonic() + seconds
        pipe = self.process.stdout.fileno()
        while True:
            *lines, self._rest = self._rest.split(b"\n")
            self._rest = b"\n".join([*lines[1:], self._rest]) if lines else self._rest
            if lines:
                self.said.append(lines[0].decode())
                if words in self.said[-1]:
                    return self.said[-1]
                continue
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            more = os.read(pipe, 65_536) if ready else b""
            assert more, f"{words!r} was not said:\n" + "\n".join([*self.said, self._rest.decode()])
            self._rest += more

    def ready(self) -> Self:
        line = self.hear("READY ")
        self.port = int(line.rpartition(":")[2])
        return self

    def processes(self) -> dict[int, str]:
        """All that run below it, by process id."""
        found = {}
        todo = [self.process.pid]
        while todo:
            for path in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
                for child in map(int, path.read_text().split()):
                    found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
                    todo.append(child)
        return found

    def get(self, path: str, host: str = "localhost") -> tuple[int, bytes]:
        """Status and body of a page."""
        connection = http.client.HTTPConnection(host, self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def end(self, number: signal.Signals = signal.SIGINT, seconds: float = 30) -> int:
        """Send a signal, wait, read the rest; the exit code."""
        self.process.send_signal(number)  # harmless when it has ended
        rest, _ = self.process.communicate(timeout=seconds)
        self.said += (self._rest + rest).decode().splitlines()
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing, whatever state it is in."""
        below = self.processes() if self.process.poll() is None else {}
        if not self.process.stdout.closed:
            self.end(signal.SIGKILL)
        assert [command for pid, command in below.items() if not ended(pid)] == []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def copied(data: Path, target: Path) -> Path:
    """A copy of a data folder, for a start of one's own."""
    shutil.copytree(data, target, ignore=shutil.ignore_patterns("*.sock"))
    target.chmod(stat.S_IMODE(data.stat().st_mode))
    return target


def workers_that_answer(data: Path) -> list[str]:
    """Asks until all have, 30 s at most: a worker needs some seconds after READY."""
    script = (
        "import time\n"
        "from celery import current_app\n"
        "names, deadline = set(), time.monotonic() + 30\n"
        "while len(names) < 3 and time.monotonic() < deadline:\n"
        "    try:\n"
        "        names |= {name for answer in current_app.control.ping(timeout=1) for name in answer}\n"
        "    except current_app.connection().connection_errors:\n"
        "        pass\n"
        "print('answered', *names)\n"
    )
    done = manage(data, "shell", "--command", script)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.rpartition("answered")[2].split())


def log_sizes(data: Path) -> dict[str, int]:
    """Bytes of each log of a data folder, those of the services among them."""
    return {str(log.relative_to(data)): log.stat().st_size for log in data.glob("*/*.log")}


def tasks_done(data: Path, more_than: int = -1) -> int:
    """How many tasks the workers have done since they were started, all together; waits for more, 90 s at most."""
    script = (
        "import time\n"
        "from celery import current_app\n"
        "done, deadline = -1, time.monotonic() + 90\n"
        f"while done <= {more_than} and time.monotonic() < deadline:\n"
        "    answers = current_app.control.inspect(timeout=1).stats() or {}\n"
        f"    if len(answers) == {WORKERS}:\n"
        "        done = sum(sum(answer['total'].values()) for answer in answers.values())\n"
        "print('done', done)\n"
    )
    answer = manage(data, "shell", "--command", script)
    assert answer.returncode == 0, answer.stderr
    return int(answer.stdout.rpartition("done")[2])


def manage(data: Path, *arguments: str, seconds: float = 120, **choices: str) -> subprocess.CompletedProcess[str]:
    """A management command on the data folder, as `make manage` runs it; `choices` stand in its environment."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-m", "cms.run", "manage", *arguments],
        cwd=ROOT,
        env=environ | {"KHOVANG_DATA": str(data), **choices},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
