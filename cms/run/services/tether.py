"""Starts a program that dies with the one who asked for it: run as a script, `python -I -S tether.py …`.

Arguments: signal number, parent's pid, uid or -, gid or -, program, its arguments.

The kernel sends the signal when the parent's thread ends, `kill -9` included (`man 2 prctl`, PR_SET_PDEATHSIG). It
forgets the wish when a process changes its account, so the change comes first. A script of its own and not
`preexec_fn`: that runs Python between fork and exec, which can hang when the caller has threads.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(number: int, parent: int) -> None:
    """Ask for the signal, and leave at once when the parent has gone before it could be asked for."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
    if os.getppid() != parent:
        os._exit(1)


def main() -> None:
    """Take the account, tie the process to its parent, become the program."""
    number, parent, uid, gid, program, *arguments = sys.argv[1:]
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    die_with_parent(int(number), int(parent))
    # A blocked signal stays blocked over exec: the service would not hear its SIGTERM.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execv(program, [program, *arguments])  # noqa: S606  (no shell is the point)


if __name__ == "__main__":
    main()
