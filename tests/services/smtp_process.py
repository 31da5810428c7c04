"""`python -m tests.services.smtp_process PORT FOLDER`: the process behind `Smtp`."""

import asyncio
import itertools
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Folder:
    """aiosmtpd's handler: writes each mail as one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's)
        """Write to a part first: a reader never sees half a mail."""
        path = self._folder / f"{time.time_ns():020d}-{next(self._numbers):06d}.eml"
        receivers = ", ".join(envelope.rcpt_tos).encode()
        content = envelope.original_content or b""
        part = path.with_suffix(".part")
        part.write_bytes(b"X-Envelope-To: " + receivers + b"\r\n" + content)
        part.rename(path)
        return "250 OK"


async def main(port: int, folder: Path) -> None:
    handler = Folder(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
