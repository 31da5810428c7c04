import hashlib
import stat
import zipfile

import pytest

from cms.run.services import elasticsearch_archive, versions
from cms.run.services.elasticsearch_archive import elasticsearch_home
from cms.run.services.probe import ServiceError

TOP = "sonarqube-1"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setattr(elasticsearch_archive, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def archive(tmp_path, monkeypatch):
    def make(entries, *, pinned=True):
        path = tmp_path / "carrier.zip"
        with zipfile.ZipFile(path, "w") as target:
            for name, mode in entries.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = mode << 16
                target.writestr(entry, name)
        if pinned:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            monkeypatch.setattr(versions, "ELASTICSEARCH_CARRIER_SHA256", digest)
        return path

    return make


def test_only_the_servers_folder_is_unpacked_and_others_can_read_it(cache, archive):
    path = archive(
        {f"{TOP}/elasticsearch/lib/a.jar": 0o600, f"{TOP}/elasticsearch/bin/x": 0o755, f"{TOP}/web/b": 0o644}
    )

    home = elasticsearch_home(path)

    modes = {str(file.relative_to(home)): stat.S_IMODE(file.stat().st_mode) for file in home.rglob("*")}
    assert modes == {"lib": 0o755, "bin": 0o755, "lib/a.jar": 0o644, "bin/x": 0o755}
    assert sorted(one.name for one in cache.iterdir() if one.is_dir()) == [home.name]


def test_what_is_in_the_cache_is_not_fetched_again(cache, archive, tmp_path):
    home = elasticsearch_home(archive({f"{TOP}/elasticsearch/lib/a.jar": 0o644}))

    assert elasticsearch_home(tmp_path / "gone.zip") == home


def test_an_archive_with_another_checksum_is_not_unpacked(cache, archive):
    with pytest.raises(ServiceError, match="not the archive that we know"):
        elasticsearch_home(archive({f"{TOP}/elasticsearch/a": 0o644}, pinned=False))

    assert [one for one in cache.iterdir() if one.is_dir()] == []


def test_an_entry_that_leads_out_of_the_folder_is_refused(cache, archive):
    with pytest.raises(ServiceError, match="leads out of its folder"):
        elasticsearch_home(archive({f"{TOP}/elasticsearch/../../../evil": 0o644}))

    assert [one for one in cache.iterdir() if one.is_dir()] == []


def test_without_maven_the_message_says_what_to_install(cache, monkeypatch):
    monkeypatch.setenv("PATH", str(cache))

    with pytest.raises(ServiceError, match=r"apt-get install maven.*ELASTICSEARCH_URL"):
        elasticsearch_home()


def test_what_maven_says_is_handed_on_when_it_fails(cache, monkeypatch):
    maven = cache / "mvn"
    maven.write_text("#!/bin/sh\necho 'could not resolve the artifact'\nexit 1\n")
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", f"{cache}:/usr/bin:/bin")

    with pytest.raises(ServiceError, match="could not resolve the artifact"):
        elasticsearch_home()


def test_maven_is_asked_for_the_pinned_archive_with_a_repository_of_its_own(cache, archive, monkeypatch):
    path = archive({f"{TOP}/elasticsearch/lib/a.jar": 0o644})
    maven = cache / "mvn"
    maven.write_text(
        "#!/bin/sh\n"
        f'for word; do case "$word" in -DoutputDirectory=*) cp {path} "${{word#*=}}"/x.zip;; esac; done\n'
        f'echo "$@" > {cache}/asked\n'
    )
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", f"{cache}:/usr/bin:/bin")

    home = elasticsearch_home()

    asked = (cache / "asked").read_text()
    assert (home / "lib" / "a.jar").exists()
    assert f"-Dartifact={versions.ELASTICSEARCH_CARRIER}" in asked
    assert f"-Dmaven.repo.local={cache}/fetch-" in asked
