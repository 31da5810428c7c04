"""Packages in the publications store, and the tokens that open them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import IO, Final

from django.core.cache import cache

from cms.foundation.grants import GrantClaims, expiry, opens, sign, withdraw
from cms.foundation.storage import publications
from cms.foundation.text import nfc

_LONGEST: Final = timedelta(hours=2)  # an address that leaked opens one package, for one lesson
_REMEMBERED: Final = 60  # seconds; a package that was read again is served anew after this
_FILES, _TYPES = "files.json", "types.json"


class Opened(StrEnum):
    """How a token opens a package, and its scope: no script of the package runs, or all of them do (ADR 0037)."""

    SEALED = "package"
    SCRIPTED = "scripted"


@dataclass(frozen=True, slots=True)
class PackageGrant:
    """A token that opens one package until `expires` (UTC), with the paths that it opens on the content origin."""

    token: str
    package: str
    expires: datetime

    @property
    def files(self) -> str:
        """Path below which the package's files lie, with a slash at the end."""
        return f"/c/{self.token}/{self.package}/"

    @property
    def listing(self) -> str:
        """Path of `{path: bytes}` of the package."""
        return f"/r/{self.token}/{self.package}/files.json"

    def page(self, engine: str) -> str:
        """Path of the engine's page."""
        return f"/r/{self.token}/{self.package}/{engine}"


def grant_package(package: str, opened: Opened = Opened.SEALED) -> PackageGrant:
    """A token for a package, good for one and a half to two hours."""
    expires = expiry(_LONGEST)
    return PackageGrant(sign(GrantClaims(subject=package, scope=opened, expires=expires)), package, expires)


def withdraw_package(package: str) -> None:
    """End all tokens of a package."""
    for opened in Opened:
        withdraw(opened, package)


def opened_by(token: str, package: str) -> Opened | None:
    """How a token opens exactly this package now; None where it doesn't."""
    return next((opened for opened in Opened if opens(token, scope=opened, subject=package)), None)


@dataclass(frozen=True, slots=True)
class Package:
    """What a complete package holds: sizes in bytes and media types by path in NFC; `version` changes with it."""

    ident: str
    sizes: Mapping[str, int]
    types: Mapping[str, str]
    version: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a package, open for reading; `etag` is strong."""

    content: IO[bytes]
    size: int
    media_type: str
    etag: str


def find_package(package: str) -> Package | None:
    """A package by id; None while it is not there or not complete."""
    key = f"package:{hashlib.sha256(package.encode()).hexdigest()}"
    found: Package | None = cache.get(key)
    if found is None and (found := _read(package)):
        cache.set(key, found, _REMEMBERED)
    return found


def open_file(package: Package, path: str) -> StoredFile | None:
    """A file that the package lists; None for any other path.

    Only what stands in the list is looked for in the store, so that no path leads out of the package.
    """
    name = nfc(path)
    if name not in package.sizes:
        return None
    try:
        content = publications().open(f"packages/{package.ident}/{name}", "rb")
    except FileNotFoundError:
        return None
    etag = hashlib.sha256(f"{package.ident}/{package.version}/{name}".encode()).hexdigest()[:32]
    return StoredFile(content, package.sizes[name], package.types[name], etag)


def _read(package: str) -> Package | None:
    storage, folder = publications(), f"packages/{package}/"
    try:
        with storage.open(folder + _FILES) as file:
            listing: bytes = file.read()
        with storage.open(folder + _TYPES) as file:
            types = json.loads(file.read())
        written = storage.get_modified_time(folder + _FILES).isoformat()
    except FileNotFoundError:
        return None
    # The time alone would not do: object stores count in whole seconds.
    version = hashlib.sha256(written.encode() + listing).hexdigest()
    return Package(package, json.loads(listing), types, version)
