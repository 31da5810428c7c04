"""The first minutes of an installation: with the sample library, without it, and after it was removed."""

import signal
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from tests.e2e.supervisor.supervised import Run, copied, manage

pytestmark = pytest.mark.timeout(600)  # the first one waits for a whole first start

NETWORK = {"BIND": "0.0.0.0", "KHOVANG_HOSTS": "library.test=content.test"}  # noqa: S104  (what is to be refused)


@pytest.fixture(scope="session")
def sample_start(first_start, tmp_path_factory, worker_id):
    """The data folder after a start with the sample library, made once for all workers, and what that start said."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    data, said = base / "sample" / "d", base / "sample" / "said"
    with FileLock(base / "sample.lock"):
        if not said.exists():
            with Run(copied(first_start[0], data), SAMPLE="yes") as run:
                run.ready()
                run.end()
            said.write_text("\n".join(run.said))
    return data, said.read_text().splitlines()


@pytest.fixture
def sampled(sample_start, place):
    """A copy of it."""
    return copied(sample_start[0], place / "d")


def test_an_empty_start_leads_to_the_page_that_makes_the_first_school(data, start):
    run = start(data).ready()
    address = run.hear("/set-up/").rpartition(" ")[2]

    assert run.get(urlsplit(address).path)[0] == 200
    assert run.get("/set-up/00000000000000000000000000000000/")[0] == 404


@pytest.mark.slow
def test_the_sample_brings_logins_for_everybody_and_a_site_to_look_at(sample_start):
    _, said = sample_start
    ready = next(number for number, line in enumerate(said) if line.startswith("READY"))
    logins = [line for line in said[ready:] if " / " in line or "PIN" in line]

    assert len(logins) >= 4
    assert not any("/set-up/" in line for line in said)


@pytest.mark.slow
def test_the_network_is_refused_while_the_samples_passwords_work(sampled, start):
    run = start(sampled, SAMPLE="yes", **NETWORK)

    assert run.end(signal.SIGCONT) == 1
    assert any("make remove-sample" in line for line in run.said)


@pytest.mark.slow
def test_after_the_sample_was_removed_it_does_not_come_back_and_the_network_is_allowed(sampled, start):
    done = manage(sampled, "remove_sample")
    assert done.returncode == 0, done.stderr

    run = start(sampled, SAMPLE="yes", **NETWORK).ready()

    assert "/set-up/" in run.hear("/set-up/")
    assert not any("sample library" in line for line in run.said)
