"""Hands a message to the mail server, and says whether it was taken, refused, may be tried again, or nobody knows.

Between the last byte of a message and the server's answer lies a gap that nobody can close: when the connection breaks
there, the mail may have been taken. Such a mail is neither sent nor not sent, and is never sent again by itself.
"""

import contextlib
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend

_OK: Final = (250, 251)
_PERMANENT: Final = 500


class Verdict(StrEnum):
    """What became of a message."""

    ACCEPTED = "accepted"
    LATER = "later"  # nothing was handed over; worth another try
    REFUSED = "refused"  # for good
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict, and the server's last word or the error."""

    verdict: Verdict
    said: str = ""


class _Ready(mail.EmailMessage):
    """A message that is made already, for Django's other backends."""

    def __init__(self, made: EmailMessage) -> None:
        super().__init__(str(made["Subject"]), "", str(made["From"]), [str(made["To"])])
        self._made = made

    def message(self, **_options: Any) -> Any:
        """The bytes as they were rendered, instead of Django's own rendering."""
        return self._made


def hand_over(message: EmailMessage, address: str) -> Answer:
    """Send to one address through the configured server; never raises for what a server or network does."""
    connection = mail.get_connection()
    if not isinstance(connection, EmailBackend):
        connection.send_messages([_Ready(message)])
        return Answer(Verdict.ACCEPTED)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:  # no server, no TLS, wrong password: nobody's address is at fault
        return Answer(Verdict.LATER, _words(error))
    try:
        server = connection.connection
        return _dialogue(server, message, address) if server else Answer(Verdict.LATER, "no connection")
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.close()


def _dialogue(server: smtplib.SMTP, message: EmailMessage, address: str) -> Answer:
    try:
        server.ehlo_or_helo_if_needed()
        code, reply = server.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        if code not in _OK:
            return Answer(Verdict.LATER, _said(code, reply))
        code, reply = server.rcpt(address)
        if code not in _OK:
            return Answer(_by(code), _said(code, reply))
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Verdict.LATER, _words(error))
    try:
        if server.sock is not None:
            server.sock.settimeout(settings.EMAIL_ANSWER_TIMEOUT)  # servers look into a mail before they answer
        code, reply = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:  # it did not want to hear the message
        return Answer(_by(error.smtp_code), _said(error.smtp_code, error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Verdict.UNKNOWN, _words(error))
    return Answer(Verdict.ACCEPTED if code in _OK else _by(code), _said(code, reply))


def _by(code: int) -> Verdict:
    return Verdict.REFUSED if code >= _PERMANENT else Verdict.LATER


def _said(code: int, reply: bytes | str) -> str:
    return f"{code} {reply.decode(errors='replace') if isinstance(reply, bytes) else reply}"


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
