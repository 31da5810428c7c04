"""What the kernel of this machine does not give to the jail, found by trying."""

import sys
import tempfile
from pathlib import Path
from typing import Final

from cms.foundation.jail.run import SYSTEM, Limits, ProgramError, answer_of

_TRY: Final = """
import os, socket, sys
def tried(name, attempt):
    try:
        attempt()
    except OSError:
        return
    print(name)
tried("files", lambda: open(sys.argv[1]).close())
tried("calls", lambda: os.utime(sys.argv[1]))
tried("network", lambda: socket.socket().close())
"""
_WORDS: Final = {
    "files": "Programs that read uploads can read the library's own files: the kernel has no Landlock (Linux 5.13).",
    "calls": "Programs that read uploads can reach other processes: the kernel does not filter system calls (seccomp).",
    "network": "Programs that read uploads can open connections: the kernel does not filter system calls (seccomp).",
}
_AWRY: Final = "Programs that read uploads can't be started as they should be: {}"
_BESIDE: Final = (
    "The data folder lies in {}, which programs that read uploads may read. Choose another one (KHOVANG_DATA)."
)


def lacks(data: Path) -> list[str]:
    """A sentence for each protection that is missing here; `data` is the data folder."""
    found = [_BESIDE.format(path) for path in SYSTEM if data.resolve().is_relative_to(path)]
    with tempfile.TemporaryDirectory() as name, tempfile.NamedTemporaryFile() as other:
        command = [sys.executable, "-I", "-S", "-c", _TRY, other.name]
        try:
            said = answer_of(command, folder=Path(name), limits=Limits(seconds=20, silence=20)).split()
        except ProgramError as error:
            return [*found, _AWRY.format(error)]
    return [*found, *(_WORDS[each] for each in said if each in _WORDS)]
