"""An S3 server: versitygw on a local folder."""

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Final

from filelock import FileLock

from cms.run.services import versions
from cms.run.services.folders import cache_folder
from cms.run.services.probe import ServiceError, free_port
from cms.run.services.process import Command
from cms.run.services.service import Service

KEY: Final = "khovang"
SECRET: Final = "only-for-tests"
BUCKET: Final = "khovang"
_MODULE: Final = "github.com/versity/versitygw/cmd/versitygw"
_BUILD_SECONDS: Final = 900


class S3(Service):
    """Starts versitygw; each top folder is a bucket, and one is there already."""

    name = "S3"
    start_seconds = 30
    stop_seconds = 10

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = 0

    @property
    def url(self) -> str:
        """As STORAGE_URL is spelled."""
        return f"s3+http://{KEY}:{SECRET}@127.0.0.1:{self.port}/{BUCKET}?region=us-east-1"

    @property
    def more(self) -> dict[str, str]:
        """The folder that holds the buckets' folders."""
        return {"buckets": str(self.folder / "files")}

    def prepare(self) -> Command:
        """Make the bucket; build the program if the cache has none."""
        files, aside = self.folder / "files", self.folder / "aside"
        (files / BUCKET).mkdir(parents=True, exist_ok=True)
        aside.mkdir(exist_ok=True)
        self.port = self.port or free_port()
        arguments = ["--access", KEY, "--secret", SECRET, "--port", f"127.0.0.1:{self.port}", "--quiet"]
        # Facts about objects beside them, not in extended attributes: some file systems of /tmp have none.
        arguments += ["posix", "--sidecar", str(aside), str(files)]
        return Command(program=versitygw(), arguments=arguments, log=self.log)

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=2).close()
        except OSError:
            return False
        return True


def versitygw() -> Path:
    """The program, built by `go install` into the cache once.

    Raises:
        ServiceError: there is no Go, or the build failed.
    """
    folder = cache_folder() / f"versitygw-{versions.VERSITYGW}"
    program = folder / "versitygw"
    with FileLock(folder.with_suffix(".lock")):
        if not program.exists():
            _build(folder)
    return program


def _build(folder: Path) -> None:
    go = shutil.which("go")
    if go is None:
        raise ServiceError(
            "The S3 server of the tests is built with Go, once, and there is none. Debian: apt-get install golang "
            "(1.25 or newer). Or start one yourself and use SERVICES=external (compose.yaml describes it)."
        )
    part = folder.with_suffix(".part")
    done = subprocess.run(
        [go, "install", f"{_MODULE}@{versions.VERSITYGW}"],
        env={**os.environ, "GOBIN": str(part), "GOFLAGS": "-trimpath", "CGO_ENABLED": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_BUILD_SECONDS,
    )
    if done.returncode != 0:
        raise ServiceError(f"go install {_MODULE}@{versions.VERSITYGW} failed:\n{done.stderr[-3000:]}")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
