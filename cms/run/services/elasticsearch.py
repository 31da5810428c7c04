"""One Elasticsearch node on this machine, for tests and for `make run PROFILE=province`.

The archive has no shell starter, so the launcher class is started directly. The launcher's child is the server;
it ends when its launcher ends, however that happens.
"""

import http.client
import json
import os
import shutil
from pathlib import Path
from typing import Final

from cms.run.services.account import service_account
from cms.run.services.elasticsearch_archive import elasticsearch_home
from cms.run.services.java import java_home
from cms.run.services.probe import ServiceError, free_port
from cms.run.services.process import Command
from cms.run.services.service import Service

_CONFIGURATION: Final = """\
cluster.name: khovang
path.data: {folder}/data
path.logs: {folder}/logs
http.host: 127.0.0.1
http.port: {http}
transport.host: 127.0.0.1
transport.port: {transport}
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


class Elasticsearch(Service):
    """Starts and stops one node; about 15 s to start, and heap + 300 MB of memory.

    Args:
        folder: configuration, data, logs and temporary files.
        heap_mb: the Java heap in MiB.
        archive: the zip to unpack if the cache has no server yet; without it Maven fetches one.
    """

    name = "Elasticsearch"
    start_seconds = 180
    stop_seconds = 30

    def __init__(self, folder: Path, *, heap_mb: int = 512, archive: Path | None = None) -> None:
        super().__init__(folder)
        self.port = 0
        self._heap_mb = heap_mb
        self._archive = archive

    @property
    def url(self) -> str:
        """The address; known once it was started, and the same for all starts of this object."""
        if not self.port:
            raise ServiceError("Elasticsearch has no address before it is started.")
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> Command:
        """Fetch the server if the cache has none, and write its configuration."""
        java, home, account = java_home(), elasticsearch_home(self._archive), service_account()
        places = [self.folder / name for name in ("conf", "data", "logs", "tmp")]
        for place in places:
            place.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._configure(home)
        if account is not None:
            self.folder.chmod(0o711)  # to be passed through, not to be looked at
            account.must_reach(self.folder / "data")
            account.own(*places)
        return Command(
            program=java / "bin" / "java",
            arguments=[
                *("-Xmx64m", "-XX:+UseSerialGC", "-cp", f"{home}/lib/tools/server-launcher/*"),
                "org.elasticsearch.server.launcher.ServerLauncher",
            ],
            log=self.log,
            environment=self._environment(java, home),
            account=account,
            folder=home,  # the launcher takes its working folder for the server's home
        )

    def answers(self) -> bool:
        """Whether the cluster can be searched."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/_cluster/health")
            answer = connection.getresponse()
            return answer.status == http.client.OK and json.load(answer)["status"] in {"yellow", "green"}
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            connection.close()

    def _configure(self, home: Path) -> None:
        self.port = self.port or free_port()
        text = _CONFIGURATION.format(folder=self.folder, http=self.port, transport=free_port())
        for name in ("jvm.options", "log4j2.properties"):
            shutil.copyfile(home / "config" / name, self.folder / "conf" / name)
        (self.folder / "conf" / "elasticsearch.yml").write_text(text, "utf-8")

    def _environment(self, java: Path, home: Path) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "JAVA": str(java / "bin" / "java"),
            "ES_JAVA_HOME": str(java),
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_HOME": str(home),
            "ES_PATH_CONF": str(self.folder / "conf"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_OPTS": f"-Xms{self._heap_mb}m -Xmx{self._heap_mb}m",
            "ES_DISTRIBUTION_TYPE": "tar",
            "HOSTNAME": "localhost",
        }
