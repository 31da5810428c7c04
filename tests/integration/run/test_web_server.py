"""Whoever is slow holds up nobody: heads, bodies, readers, idle connections, and too many of them."""

import http.client
import json
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from cms.run.options import ROOT
from cms.run.web.serving import THREADS
from tests.services.small_site import SIZE, UPLOADS

MANY = 200
QUICK = {"head": 1, "grace": 1, "stall": 1, "idle": 1}
HEAD = b"Host: localhost\r\n"
SLOW = {
    "heads": b"GET /quick HTTP/1.1\r\n" + HEAD + b"X-Slow: ",
    "bodies": b"POST /read HTTP/1.1\r\n" + HEAD + b"Content-Length: 100\r\n\r\nx",
    "bodies in pieces": b"POST /read HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nx",
}
WAIT = b"GET /wait HTTP/1.1\r\n" + HEAD + b"\r\n"
READERS = {
    "/disk": MANY,
    "/memory": THREADS + 4,  # each has its answer laid ready on the disk
}


class Server:
    """The server in a process of its own."""

    def __init__(self, limits):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.small_site", json.dumps(limits)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.port = int(self.process.stdout.readline())
        self._open = ExitStack()

    def connect(self, said=b"", buffer=0):
        """A connection that has sent this; with a small buffer, next to nothing of an answer is on its way."""
        made = self._open.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=30))
        if buffer:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        made.sendall(said)
        return made

    def ask(self, path="/quick", method="GET", body=None, headers=None, *, chunked=False):
        """Status and body, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {}, encode_chunked=chunked)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def close(self):
        self._open.close()
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def start():
    with ExitStack() as stack:

        def started(**limits):
            server = Server(limits)
            stack.callback(server.close)
            return server

        yield started


def closed_by_the_server(connection):
    """Reads until the end; a server that keeps it open makes this time out."""
    try:
        while connection.recv(1 << 20):
            pass
    except ConnectionResetError:
        pass
    return True


def is_open(connection):
    connection.setblocking(False)
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True


def assert_serves(server):
    assert [server.ask() for _ in range(5)] == [(200, b"quick")] * 5
    assert server.ask("/read", "POST", b"x" * 100_000) == (200, b"100000")
    assert len(server.ask("/disk")[1]) == SIZE


@pytest.mark.parametrize("kind", SLOW)
def test_two_hundred_slow_ones_hold_up_nobody(start, kind):
    server = start()  # with the limits of a school: none of them is closed while this runs
    slow = [server.connect(SLOW[kind]) for _ in range(MANY)]
    assert_serves(server)
    assert all(is_open(each) for each in slow)


@pytest.mark.parametrize("path", READERS)
def test_two_hundred_who_take_their_time_to_read_hold_up_nobody(start, path):
    server = start()
    for _ in range(READERS[path]):
        server.connect(f"GET {path} HTTP/1.1\r\n".encode() + HEAD + b"\r\n", buffer=4_096)
    assert_serves(server)


@pytest.mark.parametrize("kind", ["heads", "bodies", "bodies in pieces"])
def test_who_does_not_finish_a_request_is_closed(start, kind):
    server = start(**QUICK)
    assert all(closed_by_the_server(each) for each in [server.connect(SLOW[kind]) for _ in range(MANY)])


@pytest.mark.parametrize("path", [b"/disk", b"/memory"])
def test_who_does_not_take_an_answer_is_closed(start, path):
    server = start(**QUICK)
    reader = server.connect(b"GET " + path + b" HTTP/1.1\r\n" + HEAD + b"\r\n")
    for _ in range(4):  # each is idle for as long as the reader may stand still
        assert closed_by_the_server(server.connect())
    taken = 0
    while more := len(reader.recv(1 << 20)):  # what had been sent before
        taken += more
    assert 0 < taken < SIZE


def test_an_idle_connection_is_closed(start):
    assert closed_by_the_server(start(**QUICK).connect())


def test_a_head_that_comes_drop_by_drop_is_late_all_the_same(start):
    server = start(**QUICK | {"head": 2})
    connection = server.connect(SLOW["heads"])
    connection.settimeout(0.2)
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        for _ in range(100):  # ten times as long as a head may take
            connection.sendall(b"x")
            try:
                assert connection.recv(10) == b""
                raise ConnectionResetError
            except TimeoutError:
                pass


def test_one_address_has_room_and_the_one_that_waited_longest_makes_it(start):
    server = start(address=50)
    first = server.connect(SLOW["heads"])
    rest = [server.connect(SLOW["heads"]) for _ in range(49)]
    assert server.ask() == (200, b"quick")
    assert closed_by_the_server(first)
    rest[-1].sendall(b"\r\n\r\n")
    assert rest[-1].recv(100).startswith(b"HTTP/1.1 200")


def test_who_is_being_answered_makes_no_room(start):
    server = start(address=5)
    waiting = [server.connect(WAIT) for _ in range(5)]
    assert [server.process.stdout.readline() for _ in waiting] == [b"waits\n"] * 5
    assert closed_by_the_server(server.connect())
    assert all(is_open(each) for each in waiting)


def test_all_addresses_together_have_a_bound(start):
    server = start(connections=20)
    first = server.connect(SLOW["heads"])
    for _ in range(25):
        server.connect(SLOW["heads"])
    assert server.ask() == (200, b"quick")
    assert closed_by_the_server(first)


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [("/read", 1_000, 200), ("/read", 1_001, 413), ("/admin/read", 100_000, 200), ("/admin/read", 200_001, 413)],
)
def test_a_body_has_the_room_that_its_address_needs(start, path, length, status):
    server = start(body=1_001, upload=200_001)
    assert server.ask(path, "POST", b"x" * length, {"Cookie": UPLOADS})[0] == status


@pytest.mark.parametrize("headers", [{}, {"Cookie": "session=1"}, {"Transfer-Encoding": "chunked"}])
@pytest.mark.parametrize(("length", "status"), [(500, 200), (100_000, 413)])
def test_who_may_send_no_files_has_no_more_room_where_files_are_sent(start, headers, length, status):
    server = start(body=1_001, upload=200_001)
    body = iter([b"x" * length]) if "Transfer-Encoding" in headers else b"x" * length
    assert server.ask("/admin/read", "POST", body, headers, chunked="Transfer-Encoding" in headers)[0] == status


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ({"Content-Length": "9" * 5_000}, 400),
        ({"X-Long": "x" * 40_000}, 431),
        ({"Transfer-Encoding": "gzip"}, 501),
        ({"Script_Name": "/x", "Script-Name": "/y"}, 200),
    ],
)
def test_a_head_that_makes_no_sense_is_answered_by_the_server(start, head, status):
    assert start().ask(headers=head)[0] == status


def test_the_end_waits_for_who_is_being_answered(start):
    server = start()
    idle = server.connect()
    waiting = server.connect(WAIT)
    assert server.process.stdout.readline() == b"waits\n"
    server.process.send_signal(signal.SIGTERM)
    assert closed_by_the_server(idle)
    with pytest.raises(subprocess.TimeoutExpired):
        server.process.wait(1)  # an answer at once would still come from a process that waits for nobody
    server.process.stdin.write(b"\n")
    server.process.stdin.flush()
    assert waiting.recv(100).startswith(b"HTTP/1.1 200")
    assert server.process.wait(30) == 0
    with pytest.raises(ConnectionRefusedError):
        server.ask()


def test_native_code_that_never_ends_ends_its_process(start):
    server = start(hung=1)
    server.connect(b"GET /hang HTTP/1.1\r\n" + HEAD + b"\r\n")
    assert server.process.wait(60) == -signal.SIGALRM
