"""`python -m cms.run.web 0.0.0.0:8000`: one process of the site, for an operator who starts his own.

Several may be started with the same address; the kernel shares the connections out among them.
"""

import os
import socket
import sys

from cms.foundation.outside import whole_number
from cms.run.options import ROOT
from cms.run.terminal import complain


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM; the exit code."""
    host, _colon, port = (arguments or [""])[0].rpartition(":")
    number = whole_number(port)
    if not host or number is None:
        complain("Say where to listen: python -m cms.run.web 0.0.0.0:8000")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    if str(ROOT / "collections") not in sys.path:
        sys.path.insert(1, str(ROOT / "collections"))
    import django  # noqa: PLC0415  (reads the environment that was just made)

    django.setup()
    from cms.run.roles import serve  # noqa: PLC0415  (reads it too)

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host.strip("[]"), number), family=family, backlog=512, reuse_port=True)
    serve([listening.detach()])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
