import os
import signal

import psycopg
import pytest

from cms.run.services import versions
from cms.run.services.postgres import DATABASE, OWNER, SUPERUSER, Postgres
from cms.run.services.probe import ServiceError


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()


@pytest.mark.parametrize("major", versions.POSTGRES_MAJORS)
def test_it_serves_the_version_asked_for_with_unicode_rules_of_its_own(folder, major):
    with Postgres(folder / "p", major=major, durable=False) as server:
        assert ask(server.url, "SHOW server_version")[0].startswith(f"{major}.")
        assert ask(server.url, "SHOW server_encoding") == ("UTF8",)
        assert ask(server.url, "SELECT lower('ĐỌC SÁCH')") == ("đọc sách",)
        assert ask(server.url, "SHOW listen_addresses") == ("",)


def test_the_version_is_the_pinned_one(folder):
    with Postgres(folder, durable=False) as server:
        assert ask(server.url, "SHOW server_version")[0].split()[0] == versions.POSTGRES


def test_the_application_is_no_superuser_and_cannot_pass_row_level_security(folder):
    with Postgres(folder, durable=False) as server:
        role = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert ask(server.url, role) == (False, False, False)
        assert ask(server.url, "SELECT current_user, current_database()") == (OWNER, DATABASE)
        assert ask(server.url_of("postgres", SUPERUSER), "SELECT current_user") == (SUPERUSER,)


def test_the_data_is_there_after_a_stop_and_after_a_kill(folder, gone):
    server = Postgres(folder)
    with server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE book (title text)")
        connection.execute("INSERT INTO book VALUES ('Mèn')")
    server.start()
    pid = server.pid
    os.kill(pid, signal.SIGKILL)
    server.stop()
    assert gone(pid)

    with server:
        assert ask(server.url, "SELECT title FROM book") == ("Mèn",)


def test_a_stop_does_not_wait_for_an_open_connection(folder):
    with Postgres(folder, durable=False) as server:
        connection = psycopg.connect(server.url)

    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()


def test_a_folder_with_a_long_name_works_too(folder, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))

    with Postgres(folder / ("Thư viện " * 15), durable=False) as server:
        assert ask(server.url, "SELECT 1") == (1,)


def test_a_version_that_is_not_in_the_wheel_is_refused(folder):
    with pytest.raises(ServiceError, match="PostgreSQL 15 is not in the wheel"):
        Postgres(folder, major=15)


def test_root_is_told_when_the_account_can_not_reach_the_folder(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)

    if os.geteuid() == 0:
        with pytest.raises(ServiceError, match=rf"can't enter {closed}.*KHOVANG_DATA"):
            Postgres(closed / "p").start()
    else:  # an ordinary user runs servers as himself
        with Postgres(closed / "p", durable=False) as server:
            assert ask(server.url, "SELECT 1") == (1,)

    assert closed.stat().st_mode & 0o077 == 0
