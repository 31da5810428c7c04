"""The unprivileged account under which servers run that refuse root (PostgreSQL and Elasticsearch both do)."""

import grp
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.run.services.probe import ServiceError

NAME: Final = "khovang-services"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine."""

    uid: int
    gid: int

    def own(self, *folders: Path) -> None:
        """Give the folders and all in them to the account."""
        for folder in folders:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def must_reach(self, folder: Path) -> None:
        """Refuse a folder below one that others may not enter, such as /root; opening that up is not ours to do."""
        closed = next((parent for parent in reversed(folder.resolve().parents) if not self._may_enter(parent)), None)
        if closed is not None:
            raise ServiceError(
                f"The account {NAME} can't enter {closed}, so no server can keep its data in {folder}. "
                "Set KHOVANG_DATA to a folder that it can reach, for example /srv/khovang, "
                "or start as a user that is not root."
            )

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        return bool(status.st_mode & (0o010 if status.st_gid == self.gid else 0o001))


def service_account() -> Account | None:
    """None for an ordinary user, who runs servers as himself; for root the service account, made if it is missing.

    Raises:
        ServiceError: the account can't be made here.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make()
        entry = pwd.getpwnam(NAME)
    return Account(entry.pw_uid, grp.getgrgid(entry.pw_gid).gr_gid)


def own_uids() -> set[int]:
    """The accounts whose files we trust: our own and, for root, the service account's."""
    account = service_account()
    return {os.geteuid()} if account is None else {os.geteuid(), account.uid}


def _make() -> None:
    tool = shutil.which("useradd")
    if tool is None:
        raise ServiceError(
            f"Servers refuse to run as root and there is no useradd to make the account {NAME}: "
            "install it (Debian: apt-get install passwd) or start as a user that is not root."
        )
    command = [tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    result = subprocess.run(  # noqa: S603  (fixed words)
        [*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, text=True, check=False
    )
    exists = 9  # useradd's answer when another start was quicker
    if result.returncode not in {0, exists}:
        raise ServiceError(f"The account {NAME} could not be made: {result.stderr.strip()}")
