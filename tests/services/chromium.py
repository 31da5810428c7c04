"""Finding a Chromium, and starting it the way the tests need it."""

import os
import shutil
from typing import Final

from cms.run.services.probe import ServiceError

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Playwright turns partitioned storage off; the last --disable-features wins, and ours leaves it as people have it.
# Without the rest Chromium asks for updates and accounts on the network.
ARGUMENTS: Final = (
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """The path of a Chromium or Chrome: CHROMIUM in the environment, else the machine's.

    Raises:
        ServiceError: there is none.
    """
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise ServiceError("There is no Chromium. Debian: apt-get install chromium. Or set CHROMIUM to a Chrome's path.")


def arguments() -> list[str]:
    """Command line; root has no sandbox of Chromium's own."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
