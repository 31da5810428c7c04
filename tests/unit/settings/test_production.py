"""Production settings in a process of their own: what they refuse, and which limits they set."""

import json
import os
import subprocess
import sys

import pytest

from cms.run.options import ROOT

GOOD = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "KHOVANG_SECRET_KEY": "0123456789" * 5,
    "KHOVANG_HOSTS": "library.test=content.test",
}
SCRIPT = """
import json
from django.conf import settings
names = json.loads(%r)
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


@pytest.fixture
def settings_of(tmp_path):
    """The named settings under an environment, or what was said when they were refused."""

    def load(names, **environment):
        bare = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT % json.dumps(names)],
            cwd=ROOT,
            env={**bare, **GOOD, "KHOVANG_DATA": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr

    return load


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"KHOVANG_SECRET_KEY": ""}, "KHOVANG_SECRET_KEY"),
        ({"KHOVANG_SECRET_KEY": "short"}, "KHOVANG_SECRET_KEY"),
        ({"KHOVANG_SECRET_KEY": "insecure-" + "x" * 50}, "KHOVANG_SECRET_KEY"),
        ({"KHOVANG_HOSTS": "*=content.test"}, "KHOVANG_HOSTS"),
        ({"KHOVANG_HOSTS": "*.library.test=content.test"}, "KHOVANG_HOSTS"),
        ({"KHOVANG_INTERNAL_HOSTS": "*"}, "KHOVANG_HOSTS"),
        ({"DATABASE_URL": "mysql://h/n"}, "DATABASE_URL"),
        ({"STORAGE_URL": "ftp://h/n"}, "STORAGE_URL"),
        ({"SEARCH_ENGINE": "solr"}, "SEARCH_ENGINE"),
    ],
)
def test_an_unsafe_or_unknown_value_stops_the_start_and_is_named(settings_of, environment, named):
    said = settings_of(["DEBUG"], **environment)
    assert "SettingError" in said
    assert named in said.splitlines()[-1]


def test_debug_is_off_and_no_host_is_taken_on_trust(settings_of):
    found = settings_of(["DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"])
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "content.test", "library.test"],
        "CSRF_TRUSTED_ORIGINS": ["http://library.test"],
    }


def test_behind_tls_cookies_are_bound_to_the_host(settings_of):
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    assert settings_of(names, KHOVANG_BEHIND_TLS="yes") == {
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


@pytest.mark.parametrize(("tls", "proxies"), [("no", []), ("yes", ["127.0.0.0/8", "::1", "unix"])])
def test_a_proxy_is_believed_only_where_there_is_one(settings_of, tls, proxies):
    assert settings_of(["TRUSTED_PROXIES", "FORCE_SCRIPT_NAME"], KHOVANG_BEHIND_TLS=tls) == {
        "TRUSTED_PROXIES": proxies,
        "FORCE_SCRIPT_NAME": "",
    }


def test_every_outside_connection_has_a_limit(settings_of):
    names = ["DATABASES", "CELERY_BROKER_TRANSPORT_OPTIONS", "ELASTICSEARCH_TIMEOUT", "EMAIL_TIMEOUT"]
    found = settings_of(names, DATABASE_URL="postgres://u:p@h/n")

    assert found["DATABASES"]["default"]["OPTIONS"]["connect_timeout"] <= 5
    assert "statement_timeout" in found["DATABASES"]["default"]["OPTIONS"]["options"]
    assert found["CELERY_BROKER_TRANSPORT_OPTIONS"]["socket_connect_timeout"] <= 1
    assert found["CELERY_BROKER_TRANSPORT_OPTIONS"]["socket_timeout"] <= 1
    assert 0 < found["ELASTICSEARCH_TIMEOUT"] <= 2
    assert 0 < found["EMAIL_TIMEOUT"] <= 10


def test_sqlite_waits_for_other_writers(settings_of):
    found = settings_of(["DATABASES", "ATOMIC_REQUESTS"])["DATABASES"]["default"]
    assert (found["OPTIONS"]["transaction_mode"], found["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)
    assert not found.get("ATOMIC_REQUESTS")
