import pytest

from cms.run.services.java import java_home, java_major
from cms.run.services.probe import ServiceError


@pytest.fixture
def jdk(tmp_path):
    def make(version, *, release=True):
        home = tmp_path / f"jdk-{version}"
        (home / "bin").mkdir(parents=True)
        program = home / "bin" / "java"
        program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}.0.1\" 2025-01-01' >&2\n")
        program.chmod(0o755)
        if release:
            (home / "release").write_text(f'IMPLEMENTOR="X"\nJAVA_VERSION="{version}.0.1"\n')
        return home

    return make


def test_the_version_is_read_from_the_release_file_or_asked_for(jdk):
    assert java_major(jdk(21)) == 21
    assert java_major(jdk(25, release=False)) == 25


def test_a_folder_without_java_is_no_jdk(tmp_path):
    assert java_major(tmp_path) == 0


def test_the_named_jdk_comes_before_all_others(jdk, monkeypatch):
    monkeypatch.setenv("ES_JAVA_HOME", str(jdk(22)))
    monkeypatch.setenv("JAVA_HOME", str(jdk(23)))

    assert java_home().name == "jdk-22"


def test_one_that_is_too_old_is_passed_over(jdk, monkeypatch):
    monkeypatch.setenv("ES_JAVA_HOME", str(jdk(17)))
    monkeypatch.setenv("JAVA_HOME", str(jdk(21)))

    assert java_home().name == "jdk-21"


def test_without_any_the_message_lists_what_was_seen_and_says_what_to_install(jdk, monkeypatch):
    monkeypatch.setattr("cms.run.services.java._candidates", lambda: iter([jdk(11)]))

    with pytest.raises(ServiceError, match=r"jdk-11 \(version 11\).*apt-get install.*ELASTICSEARCH_URL"):
        java_home()
