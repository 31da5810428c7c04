"""`python -m tests.services.smtp_faults PORT FOLDER`: an SMTP server that does what the local part of an address says.

`refused@` gets 550, `later@` 451 until the file `<FOLDER>/open` is there, `silent@` has its mail taken and the
connection cut without an answer, `slow-refusal@` 554 after the message. Messages that were taken lie in FOLDER.
"""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Faulty:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse those who ask for it."""
        name = address.partition("@")[0]
        if name.startswith("refused"):
            return "550 no such mailbox"
        if name.startswith("later") and not (self._folder / "open").exists():
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message, whatever is answered then."""
        (receiver,) = envelope.rcpt_tos
        if receiver.startswith("slow-refusal"):
            return "554 looks like an advertisement"
        path = self._folder / f"{time.time_ns():020d}.eml"
        path.write_bytes(b"X-Envelope-To: " + receiver.encode() + b"\r\n" + (envelope.original_content or b""))
        if receiver.startswith("silent"):
            server.transport.abort()
        return "250 OK"


async def main(port: int, folder: Path) -> None:
    handler = Faulty(folder)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", port)
    (folder / "ready").touch()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
