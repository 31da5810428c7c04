"""Runs apart from the site, started by `jail.run`: gives rights away, then becomes the program that reads.

`launch.py JSON program argument…`; the JSON object has

- `parent`: whose death ends the program: a worker that was killed leaves no encoder behind that writes on;
- `memory`, `seconds`, `output`: bytes of address space, seconds of processor time, bytes of one written file;
- `folder`: where the program may write; `reads`: files and folders that it may read and run.

It loads nothing of the site and reads no environment. What the kernel does not have is left out: `jail.state` tells.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_NICE = 10


def main(arguments: list[str]) -> None:
    """Limit, then become the program."""
    # Our own package without its `__init__`, which loads Celery.
    package = ModuleType("cms")
    package.__path__ = [str(Path(__file__).resolve().parents[2])]
    sys.modules["cms"] = package
    from cms.foundation.jail import kernel, landlock, seccomp

    order: dict[str, Any] = json.loads(arguments[0])
    program = arguments[1:]
    if not kernel.unshare(_NEW_USER | _NEW_NET | _NEW_IPC):
        kernel.unshare(_NEW_NET | _NEW_IPC)  # root where there are no user namespaces
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != order["parent"]:  # it died before we asked to be told
        sys.exit(1)
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["output"], order["output"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict(order["folder"], [*order["reads"], program[0]])
    seccomp.restrict()
    os.execv(program[0], program)  # noqa: S606  (no shell; the names are ours, never the sender's)


if __name__ == "__main__":
    main(sys.argv[1:])
