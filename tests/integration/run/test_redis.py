import os
import signal
import stat

import pytest
import redis

from cms.run.services.probe import ServiceError
from cms.run.services.redis import Redis, redis_server


def client(server):
    return redis.Redis(unix_socket_path=str(server.socket))


def test_it_answers_at_its_socket_and_at_no_port(folder):
    with Redis(folder / "r") as server, client(server) as connection:
        assert connection.ping()
        assert connection.config_get("port") == {"port": "0"}
        assert server.url == f"redis+socket://{folder}/r/redis.sock"
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_it_ends_with_the_context(folder, gone):
    with Redis(folder) as server:
        pid = server.pid

    assert gone(pid)
    assert not server.alive()
    assert not server.answers()


def test_a_durable_one_keeps_what_was_queued(folder):
    server = Redis(folder, durable=True)
    server.start()
    with client(server) as connection:
        connection.rpush("queue", "one")
    server.stop()

    with Redis(folder, durable=True) as again, client(again) as connection:
        assert connection.lrange("queue", 0, -1) == [b"one"]


def test_a_tests_redis_forgets(folder):
    with Redis(folder) as server, client(server) as connection:
        connection.set("name", "Mèn")

    with Redis(folder) as again, client(again) as connection:
        assert connection.get("name") is None


def test_a_killed_one_leaves_no_obstacle(folder):
    server = Redis(folder)
    server.start()
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    assert server.socket.exists()

    with Redis(folder) as again:
        assert again.answers()


def test_a_second_one_in_the_same_folder_is_refused(folder):
    with Redis(folder), pytest.raises(ServiceError, match="already running"):
        Redis(folder).start()


def test_starting_twice_is_refused(folder):
    with Redis(folder) as server, pytest.raises(ServiceError, match="started already"):
        server.start()


def test_a_folder_with_a_long_name_works_too(folder, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))

    with Redis(folder / ("Thư viện " * 15)) as server:
        assert server.socket.parent.parent == folder
        assert server.answers()


def test_one_that_can_not_start_says_why(folder):
    (folder / "appendonly.aof").mkdir()  # Redis 6 keeps the file there, Redis 7 its folder's neighbour
    (folder / "appendonlydir").write_text("not a folder")
    server = Redis(folder, durable=True)

    with pytest.raises(ServiceError, match=r"Redis ended while it started(.|\n)*append"):
        server.start()

    assert server.pid is None


def test_a_new_enough_program_of_the_machine_is_preferred_and_an_old_one_passed_over(folder, monkeypatch):
    program = folder / "redis-server"
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    for version, taken in (("7.0.15", True), ("5.0.14", False)):
        program.write_text(f"#!/bin/sh\necho 'Redis server v={version} sha=0'\n")
        program.chmod(0o755)
        redis_server.cache_clear()
        assert (redis_server() == program) is taken
    redis_server.cache_clear()
