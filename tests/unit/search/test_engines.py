import pytest

from search import engines
from search.port import SearchEngine


@pytest.mark.parametrize("name", ["tantivy", "elasticsearch", "database"])
def test_an_engine_is_made_by_its_name_and_opens_nothing_yet(settings, tmp_path, name):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    engine: SearchEngine = engines.by_name(name)
    assert engine.name == name
    assert not settings.SEARCH_INDEX_DIR.exists()


def test_an_unknown_name_is_an_error():
    with pytest.raises(LookupError, match="solr"):
        engines.by_name("solr")


@pytest.mark.parametrize(
    ("configured", "stand_in"), [("tantivy", "database"), ("elasticsearch", "database"), ("database", None)]
)
def test_the_database_stands_in_for_every_engine_but_itself(settings, configured, stand_in):
    settings.SEARCH_ENGINE = configured
    assert engines.configured.__wrapped__().name == configured
    found = engines.stand_in.__wrapped__()
    assert (found.name if found else None) == stand_in


def test_there_is_one_of_each_in_a_process():
    assert engines.configured() is engines.configured()
    assert engines.stand_in() is engines.stand_in()
