"""A school whose week is worth a mail, and an SMTP server that misbehaves on request."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.services import ingest
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from cms.run.options import ROOT
from cms.run.services.probe import free_port
from tests.factories import schools
from tests.factories.usage import event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage

MONDAY_MORNING = datetime(2026, 11, 30, 0, 10, tzinfo=UTC)  # 7:10 in Vietnam
LAST_WEEK = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def read(at: SimpleNamespace, book: ResourcePage, pupils: int, moment: datetime, clock: object) -> None:
    """So many pupils of class 4A read the book for ten minutes."""
    was, clock.time = clock.time, moment + timedelta(minutes=20)
    for _number in range(pupils):
        said = [
            event("request", book.uid, moment),
            event("page_progress", book.uid, moment + timedelta(minutes=10), progression=0.5, dwell_seconds=600),
        ]
        ingest.take(reader_for(schools.pupil(at)), said, sent_at=clock.time, device="d")
    clock.time = was


def principal(at: SimpleNamespace, address: str = "hieu.truong@hoa-gao.example", role: Role = Role.PRINCIPAL) -> User:
    """Somebody who gets the mail."""
    return schools.user(role, at, email=address, last_name="Lê Văn", first_name="Lộc")


@contextmanager
def faulty_server(folder: Path) -> Iterator[int]:
    """`tests.services.smtp_faults` as a process of its own; its port."""
    port = free_port()
    command = [sys.executable, "-m", "tests.services.smtp_faults", str(port), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        while not (folder / "ready").exists():
            assert process.poll() is None
        yield port
    finally:
        process.kill()
        process.wait()


def taken(folder: Path) -> list[EmailMessage]:
    """The messages that the server has taken."""
    return [
        BytesParser(_class=EmailMessage, policy=default).parsebytes(path.read_bytes())
        for path in sorted(folder.glob("*.eml"))
    ]
