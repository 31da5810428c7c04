"""What programs that read hostile files can reach: a probe tries, in the place of each of them."""

import json
import os
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cms.foundation.jail.run import Limits, ProgramError, UntrustedFileError, opened, run
from cms.run.secret import secret_key
from library_pages.catalogue.refusals import RefusedError
from library_pages.media.services import probing
from library_pages.text.jail import run as text_run

PROBE = Path(__file__).with_name("jail_probe.py")


class Place:
    """A data folder with what a thief would want, a job's folder in it, and the upload."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        (data / "redis").mkdir(parents=True)
        secret_key(data)
        (data / "db.sqlite3").write_text("children's names")
        (data / "uploads").mkdir()
        self.upload = data / "uploads" / "upload.bin"
        self.upload.write_bytes(b"the one file")
        (data / "uploads" / "sibling.bin").write_bytes(b"another school's file")
        self.folder = data / "tmp" / "job"
        self.folder.mkdir(parents=True)
        (self.folder / "probe.py").write_bytes(PROBE.read_bytes())
        probe = self.folder / "probe.py"
        self.command = [sys.executable, "-I", str(probe), str(data), str(self.upload), str(port), str(os.getpid())]

    def script(self) -> Path:
        """A program that becomes the probe, whatever it is told."""
        path = self.folder / "instead.py"
        path.write_text(f"import os\nos.execv({sys.executable!r}, {self.command!r})")
        return path


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Beside it listen a server of this machine's network and one behind a file, as Redis does."""
    tcp = socket.create_server(("127.0.0.1", 0))
    made = Place(tmp_path / "data", tcp.getsockname()[1])
    local, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    monkeypatch.chdir(made.data)  # a socket's path is short
    local.bind("redis/redis.sock")
    abstract.bind(f"\0khovang-{tcp.getsockname()[1]}")
    for server in (local, abstract):
        server.listen()
    yield made
    for server in (tcp, local, abstract):
        server.close()


def as_reader(job):
    """EPUB, PDF or picture."""

    def start(place, monkeypatch):
        monkeypatch.setattr(text_run, "_WORKER", place.script())
        if job == "picture":
            assert text_run.redrawn(place.upload, place.folder) is None
            return
        with pytest.raises(RefusedError):
            text_run.read(job, place.upload, place.folder)

    return start


def as_probing(place, monkeypatch):
    """Who looks into a recording."""
    monkeypatch.setattr(probing, "command_of", lambda *_words: place.command)
    monkeypatch.setattr(probing, "local_file", lambda _media: place.upload)
    with pytest.raises(RefusedError):
        probing._ask(SimpleNamespace(size=1, demuxer="mov"), place.folder, wants_picture=True)


def as_encoder(place, monkeypatch):
    """ffmpeg, as `making` starts it."""
    with pytest.raises(ProgramError):
        run(place.command, folder=place.folder, limits=Limits(seconds=60), reads=[place.upload])


USERS = {
    "epub": as_reader("epub"),
    "pdf": as_reader("pdf"),
    "picture": as_reader("picture"),
    "probing": as_probing,
    "encoder": as_encoder,
}


@pytest.mark.parametrize("user", USERS)
def test_a_program_reaches_its_file_and_its_folder_and_nothing_else(place, monkeypatch, user):
    USERS[user](place, monkeypatch)
    answers = json.loads((place.folder / "answers.json").read_text("utf-8"))
    assert [name for name, end in answers["forbidden"].items() if end == "done"] == []
    assert {name: end for name, end in answers["allowed"].items() if end != "done"} == {}
    assert (place.data / "db.sqlite3").read_text() == "children's names"
    assert (place.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in place.data.iterdir()) == ["db.sqlite3", "redis", "secret-key", "tmp", "uploads"]


def spoiled(folder, kind):
    """Something else than a plain file of some bytes, by the name `x`."""
    target, name = folder / "secret", folder / "x"
    target.write_text("a secret")
    if kind == "long":
        name.write_bytes(bytes(100))
    elif kind == "folder":
        name.mkdir()
    elif kind != "missing":
        {"symbolic link": name.symlink_to, "second name": name.hardlink_to, "pipe": lambda _: os.mkfifo(name)}[kind](
            target
        )
    return name


@pytest.mark.parametrize("kind", ["missing", "long", "folder", "symbolic link", "second name", "pipe"])
def test_what_a_program_left_is_read_only_when_it_is_a_plain_file_of_bounded_length(tmp_path, kind):
    with pytest.raises(UntrustedFileError):
        opened(spoiled(tmp_path, kind), 50)
    (tmp_path / "plain").write_bytes(b"plain")
    with opened(tmp_path / "plain", 50) as stream:
        assert stream.read() == b"plain"


@pytest.mark.parametrize(
    "program",
    [
        "for n in range(30): open(f'f{n}', 'wb').write(bytes(1 << 20))",
        "import time\nfor n in range(30): open(f'f{n}', 'wb').write(bytes(1 << 20))\ntime.sleep(60)",
        "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    ],
    ids=["many files, at its end", "many files, while it runs", "a line without end"],
)
def test_a_program_that_writes_too_much_in_all_is_ended(tmp_path, program):
    command = [sys.executable, "-I", "-S", "-c", program]
    with pytest.raises(ProgramError) as failed:
        run(command, folder=tmp_path, limits=Limits(seconds=30, total=20 << 20))
    assert failed.value.code == "too-much-output"
