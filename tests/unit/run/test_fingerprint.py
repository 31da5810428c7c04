import os

from cms.run import fingerprint


def test_the_same_files_have_the_same_digest_in_any_order(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")

    assert fingerprint.of_files([one, two]) == fingerprint.of_files([two, one])


def test_a_changed_or_added_file_changes_the_digest(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    before = fingerprint.of_files([one])
    os.utime(one, ns=(1, 1))
    touched = fingerprint.of_files([one])
    two.touch()

    assert len({before, touched, fingerprint.of_files([one, two])}) == 3


def test_a_stamp_matches_only_its_own_digest(tmp_path):
    stamp = tmp_path / "new" / "stamp"

    assert not fingerprint.matches(stamp, "a")
    fingerprint.write(stamp, "a")
    assert fingerprint.matches(stamp, "a")
    assert not fingerprint.matches(stamp, "b")
