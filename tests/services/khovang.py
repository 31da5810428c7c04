"""The whole site as a person starts it, `python -m cms.run`, kept running for the end-to-end tests of a run."""

import http.client
import re
import shutil
import sys
from pathlib import Path

from cms.run.options import ROOT
from cms.run.services.process import Command
from cms.run.services.service import Service
from tests.harness.environment import without_ours
from tests.harness.services import ask
from tests.harness.state import State

OWN_SITE = "KHOVANG_TEST_OWN_SITE"
_READY = re.compile(r"^READY (http://\S+)$", re.MULTILINE)


class Khovang(Service):
    """Starts the supervisor with the sample library in a data folder of its own; ready when it says READY.

    It begins with a migrated database where the run has one: what a first start does is asked by tests/e2e/supervisor.
    """

    name = "Khovang"
    start_seconds = 300
    stop_seconds = 40

    @property
    def url(self) -> str:
        """The site's address."""
        found = _READY.search(self.log.read_text("utf-8")) if self.log.exists() else None
        return found.group(1) if found else ""

    @property
    def more(self) -> dict[str, str]:
        """The data folder, and what it has said: addresses and logins."""
        return {"data": str(self.folder / "data"), "log": str(self.log)}

    def prepare(self) -> Command:
        """Any free port; production settings, as `make run` has them; what it mails goes to the run's SMTP server."""
        state = State.inherited()
        assert state is not None
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)  # of a site that this worker has started before
        self.log.unlink(missing_ok=True)
        if state.migrated.exists():
            data.mkdir(mode=0o755, parents=True)
            shutil.copyfile(state.migrated, data / "khovang.sqlite3")
        environment = {
            **without_ours(),
            "KHOVANG_DATA": str(data),
            "PORT": "0",
            "SAMPLE": "yes",
            "EMAIL_URL": str(ask(state, "smtp")["url"]),
            "PYTHONUNBUFFERED": "1",
        }
        return Command(
            program=Path(sys.executable),
            arguments=["-m", "cms.run"],
            log=self.log,
            environment=environment,
            folder=ROOT,
        )

    def answers(self) -> bool:
        """Whether it has said READY and shows its first page."""
        if not self.url:
            return False
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
