"""Landlock: nothing of the file system but what is named.

Kernel 5.13 and newer; docs.kernel.org/userspace-api/landlock.
"""

import contextlib
import ctypes
import os
import stat
from collections.abc import Iterable
from typing import Final

from cms.foundation.jail import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION_FLAG, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_READ: Final = _EXECUTE | _READ_FILE | _READ_DIR
_WRITE: Final = _READ_FILE | _READ_DIR | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
_OF_A_FILE: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_HANDLED: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Rights that exist, by version; what is handled and not given is refused. Version 2 knows moving between folders."""
_TCP, _TCP_SINCE = 0b11, 4
_OUTSIDE, _OUTSIDE_SINCE = 0b11, 6  # abstract sockets of others, signals to others

_DEVICES: Final = (("/dev/null", _READ_FILE | _WRITE_FILE), ("/dev/zero", _READ_FILE), ("/dev/urandom", _READ_FILE))


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Version of the kernel's Landlock; 0 when it has none or it is switched off."""
    return max(0, kernel.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)))


def restrict(folder: str, reads: Iterable[str]) -> bool:
    """From now on this process writes in `folder` only and reads there and at `reads`; whether that is so."""
    found = version()
    if not found:
        return False
    handled = _HANDLED[min(found, max(_HANDLED))]
    attributes = _Ruleset(handled, _TCP if found >= _TCP_SINCE else 0, _OUTSIDE if found >= _OUTSIDE_SINCE else 0)
    size = 8 if found < _TCP_SINCE else 16 if found < _OUTSIDE_SINCE else 24
    ruleset = kernel.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    _allow(ruleset, folder, _WRITE & handled)
    for path in reads:
        _allow(ruleset, path, _READ & handled)
    for path, rights in _DEVICES:
        _allow(ruleset, path, rights)
    return kernel.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0


def _allow(ruleset: int, path: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _OF_A_FILE
        rule = _Beneath(rights, descriptor)
        kernel.syscall(
            _ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
        )
        os.close(descriptor)
