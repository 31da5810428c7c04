"""A whole site of this test's own, with a mail server beside it: its figures are nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.harness.services import ask
from tests.plugins_pytest.run import STATE
from tests.services.smtp import Mailbox

if TYPE_CHECKING:
    from tests.e2e.supervisor.supervised import Run


@dataclass(frozen=True)
class Site:
    """The site that runs; `said()` names the sample's logins."""

    run: Run
    profile: str
    mail_url: str

    @property
    def url(self) -> str:
        return f"http://localhost:{self.run.port}"

    def said(self) -> str:
        """All that it has said so far."""
        return "\n".join(self.run.said)


@pytest.fixture
def smtp():
    """Address and folder of mails of the run's SMTP server, a process of its own."""
    return ask(STATE, "smtp")


@pytest.fixture
def mailbox(smtp):
    """What arrives from now on."""
    return Mailbox(Path(smtp["mails"]))


@pytest.fixture(params=["school", pytest.param("province", marks=pytest.mark.slow)])
def site(request, place, start, smtp):
    """`make run` in each of its two forms with the sample library, its mails sent to the run's SMTP server."""
    data = place / "d" if request.param == "province" else request.getfixturevalue("data")
    run = start(data, SAMPLE="yes", PROFILE=request.param, EMAIL_URL=smtp["url"]).ready()
    run.hear("Ctrl-C")
    return Site(run, request.param, smtp["url"])
