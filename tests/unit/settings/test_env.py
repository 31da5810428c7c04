import pytest

from cms.settings import env


def test_host_pairs_are_read_in_lower_case(monkeypatch):
    monkeypatch.setenv("KHOVANG_HOSTS", "Library.example=content.example, localhost:8000=127.0.0.1:8000")
    assert env.host_pairs("") == {"library.example": "content.example", "localhost:8000": "127.0.0.1:8000"}


@pytest.mark.parametrize("value", ["one", "a=a", "*=b", "=b", "a="])
def test_a_pair_without_two_different_hosts_is_refused(monkeypatch, value):
    monkeypatch.setenv("KHOVANG_HOSTS", value)
    with pytest.raises(env.SettingError, match="KHOVANG_HOSTS"):
        env.host_pairs("")


def test_addresses_are_taken_apart_and_unquoted(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://us%40er:p%2Fw@h:5432/name?host=/run/pg")
    url = env.url("DATABASE_URL")
    assert (url.user, url.password, url.host, url.port, url.path, url.query) == (
        "us@er",
        "p/w",
        "h",
        5432,
        "/name",
        {"host": "/run/pg"},
    )


@pytest.mark.parametrize(("word", "meaning"), [("yes", True), ("0", False), ("ON", True), ("false", False)])
def test_flags_know_their_words(monkeypatch, word, meaning):
    monkeypatch.setenv("KHOVANG_BEHIND_TLS", word)
    assert env.flag("KHOVANG_BEHIND_TLS") is meaning


def test_a_flag_that_is_neither_yes_nor_no_names_the_variable(monkeypatch):
    monkeypatch.setenv("KHOVANG_BEHIND_TLS", "maybe")
    with pytest.raises(env.SettingError, match="KHOVANG_BEHIND_TLS"):
        env.flag("KHOVANG_BEHIND_TLS")


def test_a_missing_variable_without_default_names_itself(monkeypatch):
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    with pytest.raises(env.SettingError, match="LOG_LEVEL"):
        env.text("LOG_LEVEL")


def test_proxies_are_addresses_networks_and_the_unix_socket(monkeypatch):
    monkeypatch.setenv("KHOVANG_PROXIES", "10.0.0.1, 10.1.0.0/16,unix, ::1")
    assert env.proxies("KHOVANG_PROXIES", "") == ("10.0.0.1", "10.1.0.0/16", "unix", "::1")
    monkeypatch.delenv("KHOVANG_PROXIES")
    assert env.proxies("KHOVANG_PROXIES", "") == ()


@pytest.mark.parametrize("value", ["*", "proxy.example", "10.0.0.0/40"])
def test_a_proxy_that_is_no_address_names_the_variable(monkeypatch, value):
    monkeypatch.setenv("KHOVANG_PROXIES", value)
    with pytest.raises(env.SettingError, match="KHOVANG_PROXIES"):
        env.proxies("KHOVANG_PROXIES", "")
