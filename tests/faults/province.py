"""A province on one machine, and what an editor and a reader do with it while its services fail."""

import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import requests
from lxml import html

from cms.run.services.probe import wait_until
from tests.e2e.supervisor.supervised import Run, manage

_FIND = (
    "from library_pages.catalogue.models import ResourcePage\n"
    "page = ResourcePage.objects.filter(audience='school', live=True).first()\n"
    "print('found', page.pk, page.school.slug)\n"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search said, and how long it took."""

    degraded: bool
    titles: list[str]
    seconds: float


class Province:
    """The running site with its sample library, and the librarian of the sample school."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.url = f"http://localhost:{run.port}"
        done = manage(run.data, "shell", "--command", _FIND)
        self.page = int(done.stdout.rpartition("found ")[2].split()[0])
        self._admin = requests.Session()
        self._reader = requests.Session()
        for session in (self._admin, self._reader):
            session.headers["Connection"] = "close"  # a kept one would end with the process that is killed
        self._sign_in()

    def _sign_in(self) -> None:
        name, password = "vu.thao", "kho-vang-thu-thu"
        form = self._admin.get(f"{self.url}/vao/", timeout=60)
        token = html.fromstring(form.text).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        fields = {"who": "staff", "staff-username": name, "staff-password": password, "csrfmiddlewaretoken": token}
        self._admin.post(f"{self.url}/vao/", data=fields, timeout=60).raise_for_status()
        answer = self._reader.post(
            f"{self.url}/api/v1/auth/staff", json={"username": name, "password": password}, timeout=60
        )
        answer.raise_for_status()
        self._reader.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def publish(self, title: str) -> float:
        """Give the page another title in the admin and publish it; seconds that the editor waited."""
        address = f"{self.url}/admin/pages/{self.page}/edit/"
        page = html.fromstring(self._admin.get(address, timeout=60).text)
        form = next(one for one in page.forms if "title" in one.fields)
        fields = [(name, value) for name, value in form.form_values() if name != "title"]
        begun = time.monotonic()
        answer = self._admin.post(
            address, data=[*fields, ("title", title), ("action-publish", "1")], allow_redirects=False, timeout=60
        )
        assert answer.status_code == 302, answer.text[:2000]
        return time.monotonic() - begun

    def search(self, text: str, *, anonymous: bool = False) -> Found:
        """Ask as the librarian, or as somebody who is not signed in."""
        session, path = (requests, "/api/v1/public/search") if anonymous else (self._reader, "/api/v1/search")
        begun = time.monotonic()
        answer = session.get(f"{self.url}{path}", params={"q": text}, timeout=60)
        seconds = time.monotonic() - begun
        answer.raise_for_status()
        said = answer.json()
        return Found(said["degraded"], [one["item"]["title"] for one in said["items"]], seconds)

    def until(self, text: str, title: str, *, degraded: bool, seconds: float) -> Found:
        """The first answer that names the title and comes from the wanted side."""
        answers: list[Found] = []

        def there() -> bool:
            answers.append(self.search(text))
            return answers[-1].degraded is degraded and title in answers[-1].titles

        log = self.run.data / "logs" / "index.log"
        wait_until(there, alive=lambda: self.run.process.poll() is None, seconds=seconds, name="The search", log=log)
        return answers[-1]

    def processes(self, words: str) -> list[int]:
        """Those below the supervisor whose command has these words."""
        return [pid for pid, command in self.run.processes().items() if words in command]

    def send(self, words: str, number: signal.Signals) -> None:
        """A signal to each of them; there must be one."""
        found = self.processes(words)
        assert found, words
        for pid in found:
            os.kill(pid, number)

    def children(self) -> list[int]:
        """The processes that the supervisor has forked from itself."""
        direct = Path(f"/proc/{self.run.process.pid}/task/{self.run.process.pid}/children").read_text().split()
        own = Path(f"/proc/{self.run.process.pid}/cmdline").read_bytes()
        return [int(pid) for pid in direct if Path(f"/proc/{pid}/cmdline").read_bytes() == own]

    def ready(self) -> dict[str, bool]:
        """State of each service, as the internal address says it."""
        values = json.loads(Path(self.run.data, "run", "environment.json").read_text("utf-8"))
        answer = requests.get(f"http://{values['KHOVANG_INTERNAL_HOSTS']}/readyz", timeout=30)
        assert answer.status_code == 200
        return {name: state["ok"] for name, state in answer.json()["services"].items()}
