"""What the library itself sees of its readers, written down in a file first and taken into the database afterwards.

A page that is looked at never waits for a database that somebody else is writing to, and is shown when nothing can be
written at all. Each event gets its id when it is noted, so a file that is taken in twice counts once; a killed process
loses nothing that it has noted.
"""

import fcntl
import json
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from analytics.calendar import local
from analytics.enums import Kind
from analytics.models import Event
from analytics.services.actors import person_of
from analytics.services.ingest import event
from analytics.services.items import Item, describe
from analytics.services.times import OLDEST
from analytics.services.values import Value
from cms.accounts.enums import Role
from cms.accounts.reader import Reader
from cms.foundation import clock
from cms.foundation.ids import uuid7

logger = logging.getLogger(__name__)

_MOST_BYTES: Final = 64 << 20  # waiting for a database that can't be written to; what comes after that is not counted
_PAUSE: Final = 5.0  # seconds
# What the database refuses (its school is gone), and a line that another version of this module wrote.
_FITS_NO_MORE: Final = (IntegrityError, DataError, KeyError, TypeError, ValueError)

Noted = dict[str, Any]


def note(reader: Reader, kind: Kind, *, item: Item | None = None, value: Value | None = None) -> None:
    """Write down what a reader has just done, if anything is counted of her; never waits and never fails.

    `item` is as it was when she opened it, and who has let her has asked the access rule: nobody asks again later.
    """
    if reader.user_id is None or reader.school_id is None or not reader.roles:
        return
    noted: Noted = {"id": str(uuid7()), "at": clock.now().isoformat(), "kind": kind.value, "value": value}
    noted["item"] = asdict(item) | {"uid": str(item.uid)} if item else None
    # The reader is a lazy object often.
    noted["reader"] = {field.name: getattr(reader, field.name) for field in fields(Reader)}
    noted["reader"]["roles"] = sorted(reader.roles)
    # A line that a full disk has cut short stays a line of its own.
    line = f"\n{json.dumps(noted, ensure_ascii=False)}\n".encode()
    try:
        with _waiting() as descriptor:
            if os.fstat(descriptor).st_size < _MOST_BYTES:
                os.write(descriptor, line)
    except OSError:
        logger.warning("not counted: nothing can be written", exc_info=True)


def drain() -> int:
    """Take in what has been noted; how many events were new.

    Raises:
        DatabaseError: it can't be written to; everything stays for the next time.
    """
    folder = _folder()
    if not folder.exists():
        return 0
    with (folder / "drain.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0  # somebody else is at it
        _set_aside(folder)
        return sum(_take_in(batch) for batch in sorted(folder.glob("*.batch")))


def keep_draining() -> None:
    """Drain every few seconds, in a thread of this process."""
    threading.Thread(target=_keep_draining, name="usage", daemon=True).start()


def _keep_draining() -> None:
    pause = threading.Event()
    while not pause.wait(_PAUSE):
        try:
            drain()
        except (DatabaseError, OSError):
            logger.warning("what was noted waits", exc_info=True)
        finally:
            connection.close()


def _folder() -> Path:
    return Path(settings.USAGE_SPOOL_DIR)


@contextmanager
def _waiting() -> Iterator[int]:
    """The file that is being written to, locked; whoever sets it aside does so under the same lock."""
    path = _folder() / "waiting"
    with suppress(FileExistsError):
        path.parent.mkdir(mode=0o700, parents=True)
    while True:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink and os.path.samestat(os.fstat(descriptor), path.stat()):
                yield descriptor
                return
        except FileNotFoundError:
            pass  # it was set aside between the two calls
        finally:
            os.close(descriptor)


def _set_aside(folder: Path) -> None:
    if not (folder / "waiting").exists():
        return
    with _waiting() as descriptor:
        if os.fstat(descriptor).st_size:
            (folder / "waiting").rename(folder / f"{uuid7()}.batch")


def _take_in(batch: Path) -> int:
    noted = list(_read(batch))
    try:
        taken = _store(noted)
    except _FITS_NO_MORE:
        taken = sum(_store_alone(each) for each in noted)  # one that fits no more keeps no other out
    batch.unlink(missing_ok=True)
    return taken


def _read(batch: Path) -> Iterator[Noted]:
    for line in batch.read_bytes().splitlines():
        with suppress(ValueError):
            found = json.loads(line)
            if isinstance(found, dict):
                yield found


def _store_alone(noted: Noted) -> int:
    try:
        return _store([noted])
    except _FITS_NO_MORE:
        logger.warning("an event was left out", extra={"event": noted.get("id")}, exc_info=True)
        return 0


@transaction.atomic
def _store(noted: list[Noted]) -> int:
    person = cache(person_of)
    known = set(Event.objects.filter(id__in=[each["id"] for each in noted]).values_list("id", flat=True))
    rows: list[tuple[Event, Item | None]] = []
    for each in noted:
        reader = Reader(**each["reader"] | {"roles": frozenset(map(Role, each["reader"]["roles"]))})
        who = person(reader)
        if who is None or UUID(each["id"]) in known:
            continue
        item = Item(**each["item"] | {"uid": UUID(each["item"]["uid"])}) if each["item"] else None
        moment = datetime.fromisoformat(each["at"])
        if clock.now() - moment > OLDEST:
            continue  # other events of that day may be gone, and the day would be counted from this one alone
        here = who.affiliation_on(local(moment).date())
        row = event(
            UUID(each["id"]), Kind(each["kind"]), here, item, at=moment, received_at=moment, value=each["value"]
        )
        rows.append((row, item))
    describe([(row, item) for row, item in rows if item is not None])
    Event.objects.bulk_create([row for row, _item in rows], ignore_conflicts=True)
    return len(rows)
