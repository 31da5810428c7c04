import stat

from cms.run.secret import secret_key


def test_the_key_is_made_once_and_stays(tmp_path):
    first = secret_key(tmp_path)

    assert secret_key(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_installations_have_different_keys_that_production_accepts(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    keys = {secret_key(tmp_path / "a"), secret_key(tmp_path / "b")}

    assert len(keys) == 2
    assert all(len(key) >= 40 and not key.startswith("insecure-") for key in keys)


def test_only_the_owner_may_read_the_key(tmp_path):
    secret_key(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
