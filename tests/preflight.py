"""`python3 tests/preflight.py [lint]`: is all there that the tests start, and that no package of Python brings?

Runs before anything is installed, so it imports nothing but the standard library. On Debian, as root, it installs what
is missing; elsewhere it names everything at once with the command that installs it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
GO_MINIMUM = (1, 21)  # from there on Go fetches the tool chain that a module wants


@dataclass(frozen=True)
class Need:
    """One program.

    Attributes:
        there: whether it is here, and new enough.
        packages: Debian's names, the first that can be installed is taken.
        otherwise: what to do where Debian's packages don't help.
    """

    name: str
    why: str
    there: Callable[[], bool]
    packages: tuple[str, ...]
    otherwise: str = ""


def versions() -> object:
    """cms/run/services/versions.py by its path: the package around it wants Django."""
    spec = importlib.util.spec_from_file_location("versions", ROOT / "cms" / "run" / "services" / "versions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PINNED = versions()


def cache_folder() -> Path:
    """As cms.run.services.folders has it."""
    if os.geteuid() == 0:
        return Path("/var/cache/khovang")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "khovang"


def has_java() -> bool:
    """A JDK that Elasticsearch takes, looked for where cms.run.services.java looks."""
    homes = [os.environ.get("ES_JAVA_HOME", ""), os.environ.get("JAVA_HOME", "")]
    homes += [str(path) for path in sorted(Path("/usr/lib/jvm").glob("*"))]
    on_path = shutil.which("java")
    homes += [str(Path(on_path).resolve().parents[1])] if on_path else []
    return any(home and _java_major(Path(home) / "bin" / "java") >= PINNED.JAVA_MINIMUM for home in homes)


def _java_major(program: Path) -> int:
    return int((_version(program, "-version", r'version "(\d+)') or (0,))[0])


def has_go() -> bool:
    """A Go that can build the S3 server."""
    return _version(Path(shutil.which("go") or "go"), "version", r"go(\d+)\.(\d+)") >= GO_MINIMUM


def _version(program: Path, option: str, pattern: str) -> tuple[int, ...]:
    try:
        shown = subprocess.run([str(program), option], capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return ()
    found = re.search(pattern, shown.stdout + shown.stderr)
    return tuple(int(part) for part in found.groups()) if found else ()


def has_chromium() -> bool:
    """As tests.services.chromium looks for it."""
    return any(shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *CHROMIUMS) if name)


def needs(kind: str) -> list[Need]:
    """What `make lint` or `make test` asks for; servers of somebody else (SERVICES=external) need not be got."""
    found = [
        Need("git", "the checks look at what it knows", lambda: bool(shutil.which("git")), ("git",)),
        Need("gettext", "extracts messages", lambda: bool(shutil.which("xgettext")), ("gettext",)),
    ]
    if kind == "lint":
        return found
    found.append(Need("Chromium", "the browser of the tests", has_chromium, ("chromium",), "or set CHROMIUM"))
    if os.environ.get("SERVICES") == "external":
        return found
    java = f"JDK {PINNED.JAVA_MINIMUM}+"
    jdks = ("openjdk-25-jdk-headless", "openjdk-21-jdk-headless")
    found.append(Need(java, "runs Elasticsearch", has_java, jdks, "or set JAVA_HOME to a JDK, for example Temurin"))
    if not (cache_folder() / f"elasticsearch-{PINNED.ELASTICSEARCH}").exists():
        found.append(Need("Maven", "fetches Elasticsearch, once", lambda: bool(shutil.which("mvn")), ("maven",)))
    if not (cache_folder() / f"versitygw-{PINNED.VERSITYGW}").exists():
        go = f"Go {'.'.join(map(str, GO_MINIMUM))}+"
        found.append(Need(go, "builds the S3 server, once", has_go, ("golang-go",), "or from https://go.dev/dl/"))
    return found


def install(missing: list[Need]) -> None:
    """Install what Debian has; says what it does. A failure shows in the second look."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, stdin=subprocess.DEVNULL, check=False)
    names = [name for need in missing if (name := _candidate(need.packages))]
    if names:
        say(f"Installing {' '.join(names)} …")
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def _candidate(packages: tuple[str, ...]) -> str:
    for name in packages:
        shown = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False)
        if re.search(r"Candidate: (?!\(none\))", shown.stdout):
            return name
    return ""


def say(text: str) -> None:
    print(text, flush=True)


def main(kind: str) -> int:
    """0 when all is there."""
    missing = [need for need in needs(kind) if not need.there()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = [need for need in missing if not need.there()]
    for need in missing:
        say(f"{need.name} is missing ({need.why}): apt-get install {need.packages[-1]} {need.otherwise}".rstrip())
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "test"))
