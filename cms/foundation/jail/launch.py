"""Runs apart from the site, started by `jail.run`: limits itself, then becomes the program that reads a hostile file.

`launch.py PARENT MEMORY SECONDS OUTPUT program argument…`: bytes of address space, seconds of processor time, bytes of
one written file. What it becomes dies with PARENT whatever happens to that one: a worker that was killed leaves no
encoder behind that writes on (media.md 7.3). It imports nothing of the project and reads no environment.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

_PARENT_DIED, _NEW_USER, _NEW_NET = 1, 0x10000000, 0x40000000  # PR_SET_PDEATHSIG, CLONE_NEWUSER, CLONE_NEWNET
_NICE = 10


def main(arguments: list[str]) -> None:
    """Limit, then become the program."""
    parent, memory, seconds, output = map(int, arguments[:4])
    program = arguments[4:]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.unshare(_NEW_USER | _NEW_NET)  # refused inside some containers; what they open are files anyway
    libc.prctl(_PARENT_DIED, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked to be told
        sys.exit(1)
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(program[0], program)  # noqa: S606  (no shell; the names are ours, never the sender's)


if __name__ == "__main__":
    main(sys.argv[1:])
