"""Tries what a program that a hostile file has taken control of would try; `answers.json` says how each ended.

Each attempt does little harm when it succeeds, so that a jail which is taken away fails the test and not the machine.
Started in the jail: `jail_probe.py <data folder> <upload> <port> <parent's id>`.
"""

import ctypes
import json
import os
import resource
import socket
import sys
import threading
from pathlib import Path

DATA, UPLOAD = Path(sys.argv[1]), Path(sys.argv[2])
PORT, PARENT = int(sys.argv[3]), int(sys.argv[4])
HERE = Path.cwd()
RING = ctypes.create_string_buffer(256)  # what io_uring fills in
libc = ctypes.CDLL(None, use_errno=True)


def call(number, *values):
    """A system call by its number."""
    if libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, values)) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def spawn():
    """Another process, which ends at once; the parent ends too when it could be made."""
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def through_a_link(make):
    """Read the secret key by another name in the own folder."""
    name = HERE / "another-name"
    make(DATA / "secret-key", name)
    name.read_text()


def bound():
    socket.create_server(("127.0.0.1", 0))


def connected(family, address):
    """Speak with a server."""
    socket.socket(family, socket.SOCK_STREAM).connect(address)


FORBIDDEN = {
    "read the secret key": (DATA / "secret-key").read_text,
    "read the database": (DATA / "db.sqlite3").read_bytes,
    "read another upload": lambda: UPLOAD.with_name("sibling.bin").read_bytes(),
    "list the data folder": lambda: os.listdir(DATA),  # noqa: PTH208
    "read the accounts of the machine": lambda: Path("/etc/passwd").read_text(),
    "read the parent's environment": lambda: Path(f"/proc/{PARENT}/environ").read_bytes(),
    "read the parent's memory": lambda: os.open(f"/proc/{PARENT}/mem", os.O_RDONLY),
    "list processes": lambda: os.listdir("/proc"),  # noqa: PTH208
    "write into the data folder": lambda: (DATA / "planted").write_text("x"),
    "change the database": lambda: os.open(DATA / "db.sqlite3", os.O_APPEND | os.O_WRONLY),
    "change the upload": lambda: os.open(UPLOAD, os.O_RDWR),
    "shorten the database": lambda: os.truncate(DATA / "db.sqlite3", 0),
    "remove the database": (DATA / "db.sqlite3").unlink,
    "rename the database": lambda: (DATA / "db.sqlite3").rename(HERE / "mine"),
    "open the secret key to all": lambda: (DATA / "secret-key").chmod(0o644),
    "give the database away": lambda: os.chown(DATA / "db.sqlite3", 12345, 12345),
    "touch the database": lambda: os.utime(DATA / "db.sqlite3", (0, 0)),
    "mark the database": lambda: os.setxattr(DATA / "db.sqlite3", "user.x", b"x"),
    "read by a symbolic link": lambda: through_a_link(lambda old, new: new.symlink_to(old)),
    "leave a symbolic link": lambda: (HERE / "cover.jpg").symlink_to(DATA / "secret-key"),
    "read by a second name": lambda: through_a_link(lambda old, new: new.hardlink_to(old)),
    "make a pipe": lambda: os.mkfifo(HERE / "pipe"),
    "write into the temporary folder": Path("/", "tmp", "planted-by-a-jail-probe").touch,
    "write into the programs": lambda: Path(sys.prefix, "planted").write_text("x"),
    "speak over the network": lambda: connected(socket.AF_INET, ("127.0.0.1", PORT)),
    "speak with the broker": lambda: connected(socket.AF_UNIX, str(DATA / "redis" / "redis.sock")),
    "speak with an abstract socket": lambda: connected(socket.AF_UNIX, f"\0khovang-{PORT}"),
    "serve": bound,
    "use io_uring": lambda: call(425, 8, ctypes.addressof(RING)),
    "signal the parent": lambda: os.kill(PARENT, 0),
    "signal everybody": lambda: os.kill(-1, 0),
    "trace the parent": lambda: call(101, 0x4206, PARENT, 0, 0),
    "take the parent's files": lambda: call(438, 3, 0, 0),
    "limit the parent": lambda: resource.prlimit(PARENT, resource.RLIMIT_CORE, (0, 0)),
    "slow the parent down": lambda: os.setpriority(os.PRIO_PROCESS, PARENT, 1),
    "fork": spawn,
    "start a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "become another user": lambda: os.setuid(1),
    "make a namespace": lambda: call(272, 0x10000000),
    "change the root": lambda: os.chroot(HERE),
    "leave the group": os.setsid,
    "share memory": lambda: call(29, 0x6B686F, 4096, 0o1600),
}


def write_much():
    """In the own folder, in small files."""
    (HERE / "own").mkdir()
    (HERE / "own" / "file").write_text("x")
    (HERE / "own" / "file").rename(HERE / "own" / "renamed")


def start_a_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


ALLOWED = {
    "read the upload": UPLOAD.read_bytes,
    "write into the own folder": write_much,
    "start a thread": start_a_thread,
    "end by a signal of its own": lambda: os.kill(os.getpid(), 0),
    "random bytes": lambda: os.read(os.open("/dev/urandom", os.O_RDONLY), 8),
}


KINDS = {"forbidden": FORBIDDEN, "allowed": ALLOWED}


def tried(attempt):
    try:
        attempt()
    except OSError as error:
        return f"refused: {error}"
    return "done"


def main():
    with (HERE / "answers.json").open("w") as file:  # first: whoever could change the root finds no name any more
        answers = {kind: {name: tried(attempt) for name, attempt in each.items()} for kind, each in KINDS.items()}
        json.dump(answers, file)
    sys.exit(1)


if __name__ == "__main__":
    main()
