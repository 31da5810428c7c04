from pathlib import Path

import pytest

from cms.run.errors import RunError
from cms.run.options import EVERYWHERE, ROOT, Options


def test_without_any_variable_the_choices_are_one_school_on_one_pc():
    options = Options.read({})

    assert options == Options(data=ROOT / "data", port=8000, bind="127.0.0.1", profile="school", sample=True, hosts="")
    assert not options.on_network


def test_an_empty_variable_counts_as_unset():
    assert Options.read({"PORT": "", "PROFILE": "", "SAMPLE": "", "BIND": "", "KHOVANG_DATA": ""}) == Options.read({})


def test_the_data_folder_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert Options.read({"KHOVANG_DATA": "here"}).data == tmp_path / "here"
    assert Options.read({"KHOVANG_DATA": "~/there"}).data == Path.home().resolve() / "there"


@pytest.mark.parametrize("word", ["no", "No", "0", "false", "OFF"])
def test_sample_can_be_declined(word):
    assert not Options.read({"SAMPLE": word}).sample


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "-1"), ("PORT", "65536"), ("PROFILE", "city"), ("SAMPLE", "perhaps")],
)
def test_a_value_that_makes_no_sense_is_named(name, value):
    with pytest.raises(RunError, match=f"{name}={value}"):
        Options.read({name: value})


@pytest.mark.parametrize("bind", [EVERYWHERE, "192.168.1.10"])
def test_a_network_address_needs_the_names_of_both_origins(bind):
    with pytest.raises(RunError, match=r"KHOVANG_HOSTS=.*=192\.168\.1\.10:8000"):
        Options.read({"BIND": bind})

    assert Options.read({"BIND": bind, "KHOVANG_HOSTS": "library:8000=192.168.1.10:8000"}).on_network


@pytest.mark.parametrize("bind", ["127.0.0.1", "localhost", "::1"])
def test_a_loopback_address_is_not_the_network(bind):
    assert not Options.read({"BIND": bind}).on_network
