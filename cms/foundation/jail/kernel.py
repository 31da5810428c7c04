"""The few calls to the kernel that Python does not have; each says whether it was done."""

import ctypes
from typing import Final

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 22, 24, 38
_CAPABILITY_VERSION: Final = 0x20080522
_LAST_CAPABILITY: Final = 63

_libc: Final = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, *values: int) -> bool:
    """Set something of this process (see the manual of prctl)."""
    given = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    return bool(_libc.prctl(option, *given) == 0)


def unshare(flags: int) -> bool:
    """Give this process namespaces of its own."""
    return bool(_libc.unshare(flags) == 0)


def syscall(number: int, *arguments: object) -> int:
    """A system call by its number; -1 when it was refused or is not known."""
    return int(_libc.syscall(ctypes.c_long(number), *arguments))


def drop_capabilities() -> None:
    """Give away what root may do beyond other users; a program that is started has nothing of it either."""
    for capability in range(_LAST_CAPABILITY + 1):
        prctl(PR_CAPBSET_DROP, capability)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _libc.capset(header, nothing)
