"""Seccomp: system calls that no reading program needs are refused.

Landlock leaves some doors open that these close: sockets that are files, changing modes and owners, the limits and
priorities of other processes of the same user. Processes are not started either, threads are. Only on x86-64, whose
numbers these are.
"""

import ctypes
import errno
import os
from typing import Final

from cms.foundation.jail import kernel

_FILTER_MODE: Final = 2
_ARCHITECTURE: Final = 0xC000003E  # AUDIT_ARCH_X86_64
_X32: Final = 0x40000000  # the same calls by other numbers
_UNKNOWN: Final = 463  # newer calls than those that were looked at when this was written
_CLONE_THREAD: Final = 0x10000

_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16

_SOCKETS: Final = (*range(41, 54), 288, 299, 307)
_OTHER_PROCESSES: Final = (
    *(57, 58),  # fork, vfork
    *(101, 310, 311, 312, 424, 434, 438, 440, 448),  # ptrace, process_vm_*, kcmp, pidfd_*, process_madvise, …
    *(109, 112, 129, 297, 141, 144, 142, 314, 251, 256, 279),  # setpgid, setsid, sigqueue, priorities, pages
    *(*range(29, 32), *range(64, 72), 220, *range(240, 246)),  # shared memory, semaphores, message queues
)
_FILES: Final = (
    *(90, 91, 268, 452, 92, 93, 94, 260),  # chmod and chown
    *(132, 235, 261, 280, 188, 189, 190, 197, 198, 199, 76),  # times, extended attributes, truncate by name
    *(86, 265, 88, 266, 133, 259, 303, 304),  # links, devices, handles
    *(253, 254, 294, 300, 301),  # watching
)
_SYSTEM: Final = (
    *(165, 166, 155, 161, 167, 168, 169, 170, 171, 172, 173, 175, 176, 179, 163, 164, 159, 227, 305),
    *(246, 320, 313, 298, 321, 323, 272, 308, *range(428, 434), 442, 443),
    *(248, 249, 250, 425, 426, 427),  # keys; io_uring, which does other calls past this filter
    *(105, 106, 113, 114, 116, 117, 119, 122, 123, 126),  # becoming another user
)
_REFUSED: Final = tuple(sorted({*_SOCKETS, *_OTHER_PROCESSES, *_FILES, *_SYSTEM}))
_TO_ITSELF: Final = (62, 200, 234, 302, 203)  # kill, tkill, tgkill, prlimit64, sched_setaffinity
_CLONE, _CLONE3 = 56, 435

_Step = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def restrict() -> bool:
    """Refuse them from now on, in this process and what it becomes; whether that is so."""
    if os.uname().machine != "x86_64":
        return False
    steps = _steps(os.getpid())
    code = b"".join(
        code.to_bytes(2, "little") + bytes((yes, no)) + value.to_bytes(4, "little") for code, yes, no, value in steps
    )
    program = _Program(len(steps), code)
    return kernel.prctl(kernel.PR_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(program))


def _steps(me: int) -> list[_Step]:
    """The filter (Linux, seccomp_filter); jumps count from the next step on."""
    refuse = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    allow = (_RETURN, 0, 0, _ALLOW)
    unknown = (_RETURN, 0, 0, _ERROR | errno.ENOSYS)
    steps: list[_Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 1, 0, _ARCHITECTURE),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_AT_LEAST, 0, 1, _X32),
        refuse,
        (_IF_AT_LEAST, 0, 1, _UNKNOWN),
        unknown,
        # The C library tries clone3 first, whose flags can't be seen from here, and then clone.
        (_IF_EQUAL, 0, 1, _CLONE3),
        unknown,
        (_IF_EQUAL, 0, 4, _CLONE),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_BITS, 0, 1, _CLONE_THREAD),
        allow,
        refuse,
    ]
    for number in _TO_ITSELF:
        steps += [
            (_IF_EQUAL, 0, 5, number),
            (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
            (_IF_EQUAL, 1, 0, 0),  # itself, or its own group
            (_IF_EQUAL, 0, 1, me),
            allow,
            refuse,
        ]
    for number in _REFUSED:
        steps += [(_IF_EQUAL, 0, 1, number), refuse]
    return [*steps, allow]
