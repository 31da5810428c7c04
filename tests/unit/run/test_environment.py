import os
import stat

import pytest

from cms.run import environment
from cms.run.options import EVERYWHERE, Options


@pytest.fixture
def environ(monkeypatch):
    for name in ("REDIS_URL", "KHOVANG_HOSTS", "LOG_LEVEL"):
        monkeypatch.setenv(name, "")  # so that what a test sets is taken away again
    return os.environ


def test_on_one_pc_the_site_and_its_content_have_different_origins(tmp_path):
    values = environment.settings_for(Options(data=tmp_path), 8123, 9001)

    assert values["KHOVANG_HOSTS"] == "localhost:8123=127.0.0.1:8123"
    assert values["KHOVANG_INTERNAL_HOSTS"] == "127.0.0.1:9001"
    assert values["SEARCH_ENGINE"] == "tantivy"
    assert len(values["KHOVANG_SECRET_KEY"]) >= 40


def test_on_a_network_the_operators_names_come_first(tmp_path):
    options = Options(data=tmp_path, bind=EVERYWHERE, hosts="library:80=10.0.0.2:80")

    pairs = environment.settings_for(options, 80, 9001)["KHOVANG_HOSTS"]

    assert pairs == "library:80=10.0.0.2:80,localhost:80=127.0.0.1:80"


def test_a_province_searches_with_elasticsearch(tmp_path):
    values = environment.settings_for(Options(data=tmp_path, profile="province"), 80, 81)

    assert values["SEARCH_ENGINE"] == "elasticsearch"


def test_what_the_operator_has_set_stays(environ):
    environ["LOG_LEVEL"] = "DEBUG"

    environment.apply({"LOG_LEVEL": "INFO", "REDIS_URL": "redis+socket:///tmp/one"})

    assert (environ["LOG_LEVEL"], environ["REDIS_URL"]) == ("DEBUG", "redis+socket:///tmp/one")


def test_a_completed_value_replaces_the_operators_part_of_it(environ):
    environ["KHOVANG_HOSTS"] = "library=content"

    environment.apply({"KHOVANG_HOSTS": "library=content,a=b"}, over=frozenset({"KHOVANG_HOSTS"}))

    assert environ["KHOVANG_HOSTS"] == "library=content,a=b"


def test_the_running_environment_is_remembered_for_its_owner_only(tmp_path):
    environment.remember(tmp_path, {"KHOVANG_SECRET_KEY": "s"})
    environment.remember(tmp_path, {"KHOVANG_SECRET_KEY": "t"})

    assert environment.remembered(tmp_path) == {"KHOVANG_SECRET_KEY": "t"}
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()] == [0o600]


def test_before_the_first_start_nothing_is_remembered(tmp_path):
    assert environment.remembered(tmp_path) == {}
