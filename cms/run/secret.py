"""The installation's secret key, made on the first start."""

import os
import secrets
from pathlib import Path
from typing import Final

_BYTES: Final = 48


def secret_key(folder: Path) -> str:
    """The key in `<folder>/secret-key`, made if missing; only its owner can read the file.

    Whoever loses it ends all sessions and signed links, nothing else; who reads it can forge them.
    """
    path = folder / "secret-key"
    if not path.exists():
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        # Written whole and then renamed: a start that is killed half-way must not leave half a key.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    return path.read_text("ascii").strip()
