"""An SMTP server that lays each mail it takes into a folder; a process of its own, as a real one is."""

import smtplib
import sys
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from cms.run.options import ROOT
from cms.run.services.probe import free_port
from cms.run.services.process import Command
from cms.run.services.service import Service


class Smtp(Service):
    """Starts aiosmtpd; the mails lie in `<folder>/mails/`, one file each, named in order of arrival."""

    name = "SMTP"
    start_seconds = 30
    stop_seconds = 5

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = 0

    @property
    def mails(self) -> Path:
        """The folder of mails."""
        return self.folder / "mails"

    @property
    def more(self) -> dict[str, str]:
        """Where the mails lie."""
        return {"mails": str(self.mails)}

    @property
    def url(self) -> str:
        """As EMAIL_URL is spelled."""
        return f"smtp://127.0.0.1:{self.port}"

    def prepare(self) -> Command:
        self.mails.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        arguments = ["-m", "tests.services.smtp_process", str(self.port), str(self.mails)]
        return Command(program=Path(sys.executable), arguments=arguments, log=self.log, folder=ROOT)

    def answers(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=2) as client:
                return client.noop()[0] == 250
        except OSError:
            return False


class Mailbox:
    """What has arrived since this was made; each test has its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = set(folder.glob("*.eml"))

    def mails(self) -> list[EmailMessage]:
        """The mails in order of arrival."""
        new = sorted(path for path in self._folder.glob("*.eml") if path not in self._seen)
        return [BytesParser(_class=EmailMessage, policy=default).parsebytes(path.read_bytes()) for path in new]

    def to(self, address: str) -> list[EmailMessage]:
        """Those with this receiver in the envelope: other workers' tests share the server."""
        return [mail for mail in self.mails() if address in str(mail["X-Envelope-To"])]
