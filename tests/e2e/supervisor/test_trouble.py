"""Reading goes on while somebody else writes and while nothing can be written; who writes is told in words."""

import http.client
import re
import resource
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.harness.waiting import eventually

pytestmark = pytest.mark.timeout(600)

LOGIN = {"who": "staff", "staff-username": "co.hue", "staff-password": "Trang-sang-2026"}
READ = ["/vao/", "/tim/?q=trang", "/api/v1/public/items", "/"]


def send(run, path, fields, cookie):
    connection = http.client.HTTPConnection("localhost", run.port, timeout=15)  # a worker would wait longer
    try:
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Retry-After"), answer.read().decode()
    finally:
        connection.close()


def sign_in(run):
    connection = http.client.HTTPConnection("localhost", run.port, timeout=15)
    connection.request("GET", "/vao/")
    answer = connection.getresponse()
    page, cookie = answer.read().decode(), answer.getheader("Set-Cookie").partition(";")[0]
    connection.close()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    return send(run, "/vao/", LOGIN | {"csrfmiddlewaretoken": token}, cookie)


@contextmanager
def locked(run):
    with closing(sqlite3.connect(run.data / "khovang.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(run):
    """The web processes can lengthen no file."""
    web = [pid for pid in run.processes() if _log_of(pid).startswith("web")]
    assert web
    for pid in web:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    yield
    for pid in web:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _log_of(pid):
    try:
        return Path(f"/proc/{pid}/fd/1").readlink().name
    except OSError:
        return ""


@pytest.mark.parametrize("trouble", [locked, full])
def test_reading_goes_on_and_who_writes_is_told_in_words(data, start, trouble):
    run = start(data).ready()
    eventually(lambda: run.get("/tim/?q=trang")[0] == 200, 60)  # a new library has no index yet
    before = [run.get(path)[0] for path in READ]
    with trouble(run):
        assert [run.get(path)[0] for path in READ] == before
        status, retry, page = sign_in(run)
        assert (status, retry) == (503, "5")
        assert "Chưa có gì được lưu." in page
        assert [run.get(path)[0] for path in READ] == before
    assert sign_in(run)[0] == 422  # the form again, with what is wrong in it
