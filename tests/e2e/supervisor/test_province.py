import signal

import pytest

from tests.e2e.supervisor.supervised import manage
from tests.harness.waiting import ended

pytestmark = pytest.mark.timeout(600)  # the first one waits for a whole first start

QUESTION = (
    "from django.conf import settings\n"
    "from django.db import connection\n"
    "from elasticsearch import Elasticsearch\n"
    "with connection.cursor() as cursor:\n"
    "    cursor.execute('SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user')\n"
    "    privileged = cursor.fetchone()[0]\n"
    "with Elasticsearch(settings.ELASTICSEARCH_URL) as client:\n"
    "    print('answered', connection.vendor, settings.SEARCH_ENGINE, client.ping(), privileged)\n"
)


@pytest.mark.slow
def test_a_province_runs_on_postgres_and_elasticsearch_and_leaves_nothing_when_killed(place, start):
    run = start(place / "d", PROFILE="province").ready()
    below = run.processes()

    assert run.get("/vao/")[0] == 200
    done = manage(run.data, "shell", "--command", QUESTION)
    assert "answered postgresql elasticsearch True False" in done.stdout, done.stderr

    run.end(signal.SIGKILL)

    programs = " ".join(below.values())
    assert all(name in programs for name in ("redis-server", "bin/postgres", "org.elasticsearch.bootstrap"))
    assert [command for pid, command in below.items() if not ended(pid)] == []
