"""What the person who types `make run` may choose, read from the environment (.env.example)."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from cms.foundation.outside import whole_number
from cms.run import folder
from cms.run.errors import RunError

ROOT: Final = Path(__file__).resolve().parents[2]
"""The project's folder."""

PROFILES: Final = ("school", "province")
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  (only when the operator says so)
_HIGHEST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class Options:
    """One start's choices.

    Attributes:
        data: absolute folder of all that is kept.
        port: of the site; 0 takes any free one.
        bind: the address to listen at; the loopback addresses are always among them.
        profile: `school` (SQLite, Tantivy) or `province` (PostgreSQL, Elasticsearch).
        sample: whether an empty installation gets the sample library.
        hosts: pairs site=content besides those of this machine; empty on one PC.
    """

    data: Path
    port: int = 8000
    bind: str = "127.0.0.1"
    profile: str = "school"
    sample: bool = True
    hosts: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """The choices in the environment.

        Raises:
            RunError: one can't be understood, or a network address is asked for without saying the hosts' names.
        """
        profile = environ.get("PROFILE") or "school"
        if profile not in PROFILES:
            raise RunError(f"PROFILE={profile} is not known; choose one of {', '.join(PROFILES)}.")
        options = cls(
            data=folder.absolute(environ.get("KHOVANG_DATA") or str(ROOT / "data")),
            port=_port(environ.get("PORT") or "8000"),
            bind=environ.get("BIND") or "127.0.0.1",
            profile=profile,
            sample=_yes("SAMPLE", environ.get("SAMPLE") or "yes"),
            hosts=environ.get("KHOVANG_HOSTS") or "",
        )
        if options.on_network and not options.hosts:
            name, port = socket.gethostname().lower(), options.port
            raise RunError(
                f"BIND={options.bind} opens the site to the network. Say by which name people reach it and by which "
                "address books and lessons are served (they must differ: content never runs in the site's origin), "
                f"for example KHOVANG_HOSTS={name}:{port}=192.168.1.10:{port}"
            )
        return options

    @property
    def on_network(self) -> bool:
        """Whether other machines can reach the site."""
        return self.bind not in LOOPBACK


def _port(text: str) -> int:
    port = whole_number(text)
    if port is None or port > _HIGHEST_PORT:
        raise RunError(f"PORT={text} is not a port number.")
    return port


def _yes(name: str, text: str) -> bool:
    words = {"yes": True, "1": True, "true": True, "on": True, "no": False, "0": False, "false": False, "off": False}
    if text.lower() not in words:
        raise RunError(f"{name}={text} is neither yes nor no.")
    return words[text.lower()]
