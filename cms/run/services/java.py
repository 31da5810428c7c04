"""Finding a Java that Elasticsearch accepts."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cms.run.services import versions
from cms.run.services.probe import ServiceError


def java_home() -> Path:
    """The first JDK that is new enough: ES_JAVA_HOME, JAVA_HOME, the system's folders (newest first), PATH.

    Raises:
        ServiceError: there is none; names those that were looked at and what to install.
    """
    seen: list[str] = []
    for home in _candidates():
        number = java_major(home)
        if number >= versions.JAVA_MINIMUM:
            return home
        seen.append(f"{home} (version {number or 'unknown'})")
    raise ServiceError(
        f"Elasticsearch needs a JDK {versions.JAVA_MINIMUM} or newer; found: {', '.join(seen) or 'none'}. "
        "Install one (Debian 13: apt-get install openjdk-21-jdk-headless; Debian 12: a Temurin 21 package) "
        "or set ES_JAVA_HOME, or set ELASTICSEARCH_URL to a server that runs already."
    )


def java_major(home: Path) -> int:
    """The major version of the JDK in a folder by its `release` file, else by asking it; 0 if it is no JDK."""
    program = home / "bin" / "java"
    if not program.exists():
        return 0
    release = home / "release"
    text = release.read_text("utf-8", "replace") if release.exists() else ""
    found = re.search(r'JAVA_VERSION="(\d+)', text)
    if found is None:
        shown = subprocess.run([str(program), "-version"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
        found = re.search(r'version "(\d+)', shown.stderr)
    return int(found.group(1)) if found else 0


def _candidates() -> Iterator[Path]:
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(name):
            yield Path(os.environ[name])
    folders = {
        path.resolve() for place in ("/usr/lib/jvm", "/usr/java") for path in Path(place).glob("*") if path.is_dir()
    }
    yield from sorted(folders, key=java_major, reverse=True)
    program = shutil.which("java")
    if program is not None:
        yield Path(program).resolve().parent.parent
