"""The one typed reader of the environment: every variable of `.env.example` is named here and nowhere else."""

import ipaddress
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit

SearchEngineName = Literal["tantivy", "elasticsearch", "database"]


class SettingError(ValueError):
    """A variable is missing or can't be read; the message names the variable and what to write."""


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default a missing one is an error."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise SettingError(f"{name} is not set; see .env.example.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """`1/true/yes/on` or `0/false/no/off`."""
    value = text(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name}={value!r} is neither yes nor no.")


def folder(name: str, default: Path) -> Path:
    """An absolute folder; it need not exist yet."""
    given = text(name, str(default))
    try:
        return Path(given).expanduser().resolve()
    except (RuntimeError, OSError, ValueError) as error:
        raise SettingError(f"{name}={given!r} names no folder; write its whole path.") from error


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise SettingError(f"{name}={value!r} must be one of: {', '.join(allowed)}.")
    return value


def search_engine(default: str) -> str:
    """Name of the search adapter."""
    return choice("SEARCH_ENGINE", get_args(SearchEngineName), default)


def host_pairs(default: str) -> dict[str, str]:
    """`site=content` pairs by comma, each `host[:port]`: which content origin serves which site."""
    pairs: dict[str, str] = {}
    for part in text("KHOVANG_HOSTS", default).split(","):
        site, separator, content = (piece.strip().lower() for piece in part.partition("="))
        if not separator or not site or not content or site == content or "*" in part:
            raise SettingError(f"KHOVANG_HOSTS: {part!r} is not site=content with two different hosts.")
        pairs[site] = content
    return pairs


def hosts(name: str, default: str) -> tuple[str, ...]:
    """Hosts by comma, each `host[:port]`."""
    return tuple(host.strip().lower() for host in text(name, default).split(",") if host.strip())


def proxies(name: str, default: str) -> tuple[str, ...]:
    """Addresses and networks by comma, and `unix` for a Unix socket: whose word on a request counts."""
    found = tuple(part.strip() for part in text(name, default).split(",") if part.strip())
    for part in found:
        try:
            if part != "unix":
                ipaddress.ip_network(part, strict=False)
        except ValueError as error:
            raise SettingError(f"{name}: {part!r} is neither an address nor a network nor `unix`.") from error
    return found


@dataclass(frozen=True, slots=True)
class Url:
    """A parsed service address."""

    scheme: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = ""
    path: str = ""
    query: dict[str, str] = field(default_factory=dict)


def url(name: str, default: str | None = None) -> Url:
    """A service address such as `postgres://user:secret@host:5432/name?host=/run/socket`."""
    raw = text(name, default)
    parts = urlsplit(raw)
    if not parts.scheme:
        raise SettingError(f"{name}={raw!r} is not an address.")
    return Url(
        scheme=parts.scheme,
        host=unquote(parts.hostname or ""),
        port=parts.port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        path=unquote(parts.path),
        query={key: values[-1] for key, values in parse_qs(parts.query).items()},
    )
