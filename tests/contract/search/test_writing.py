from dataclasses import replace

import pytest

from search.engines import by_name
from search.models import IndexState
from search.port import Delete, EngineError, NeedsRebuildError, Put, Query, RefusedError
from tests.contract.search.library import LIBRARY, MOON, A, work


def found(engine, text):
    return [hit.id for hit in engine.search(Query(text, A)).hits]


def is_gone(engine, gone="0000-0002"):
    """Neither its title nor words that stand in its passages alone lead to it."""
    asked = ("chu cuoi cung trang", "cuoi", "thuoc bat re", "thuoc")
    return all(gone not in found(engine, text) for text in asked) and engine.known_terms(["thuoc"], A) == {}


def told(answer):
    """An answer but for its scores: they depend on what else the index has ever held."""
    return replace(answer, hits=tuple(replace(hit, score=0) for hit in answer.hits))


def version_of(put, version, **changes):
    return Put(replace(put.resource, version=version, **changes), put.passages)


def test_a_newer_version_replaces_record_and_passages(engine):
    engine.apply([work(2, "Chú Cuội về làng", version=2, passages=[("Trang 1", "", "Cây đa làng.")])])
    assert found(engine, "chu cuoi ve lang") == ["0000-0002"]
    assert found(engine, "thuoc") == []
    assert engine.known_terms(["thuoc"], A) == {}
    assert dict(engine.versions())["0000-0002"] == 2


def test_an_older_version_changes_nothing(engine):
    engine.apply([version_of(MOON, 5, title="Tiêu đề mới")])
    engine.apply([version_of(MOON, 4, title="Tiêu đề cũ")])
    assert found(engine, "tieu de moi") == ["0000-0002"]
    assert dict(engine.versions())["0000-0002"] == 5


def test_the_same_batch_twice_changes_nothing(engine):
    before = told(engine.search(Query("cay da", A)))
    engine.apply([MOON])
    engine.apply([MOON, MOON])
    assert told(engine.search(Query("cay da", A))) == before
    assert len(dict(engine.versions())) == len(LIBRARY)


def test_within_a_batch_the_greatest_version_wins(empty):
    empty.apply([version_of(MOON, 3, title="Ba"), version_of(MOON, 9, title="Chín"), version_of(MOON, 5, title="Năm")])
    assert dict(empty.versions()) == {"0000-0002": 9}
    assert found(empty, "chin") == ["0000-0002"]


def test_a_deleted_work_is_gone_with_its_passages(engine):
    engine.apply([Delete("0000-0002", 2)])
    assert is_gone(engine)
    assert "0000-0002" not in dict(engine.versions())
    assert engine.suggest("chu cuoi", A) == ()


@pytest.mark.parametrize("together", [True, False])
def test_an_older_write_after_a_deletion_does_not_bring_it_back(engine, together):
    operations = [Delete("0000-0002", 7), version_of(MOON, 6)]
    if together:
        engine.apply(operations)
    else:
        for operation in operations:
            engine.apply([operation])
    assert is_gone(engine)


def test_a_newer_write_after_a_deletion_does(engine):
    engine.apply([Delete("0000-0002", 7)])
    engine.apply([version_of(MOON, 8)])
    assert found(engine, "chu cuoi cung trang") == ["0000-0002"]
    assert dict(engine.versions())["0000-0002"] == 8


def test_deleting_what_was_never_there_is_no_error(engine):
    engine.apply([Delete("0000-9999", 3)])
    assert len(dict(engine.versions())) == len(LIBRARY)


@pytest.mark.parametrize(
    "fields", [{"title": "Nửa ký tự \ud83d"}, {"passages": [("1", "", "nửa \udc00 ký tự")]}, {"added": "1999; DROP"}]
)
def test_what_can_never_be_written_is_refused_by_name_and_holds_up_nothing_else(engine, fields):
    fields.setdefault("title", "Không viết được")
    with pytest.raises(RefusedError) as refused:
        engine.apply([work(80, "Trước đó", version=9), work(81, **fields, version=9), work(82, "Sau đó", version=9)])
    assert set(refused.value.reasons) == {"0000-0081"}
    assert {"0000-0080", "0000-0082"} <= set(dict(engine.versions()))
    assert "0000-0081" not in dict(engine.versions())


def test_an_empty_batch_is_no_error(engine):
    engine.apply([])


def test_versions_come_in_order_of_id(engine):
    found = list(engine.versions())
    assert found == sorted((put.id, put.version) for put in LIBRARY)


def test_a_rebuild_replaces_everything(engine):
    assert engine.rebuild(iter([MOON])) == 1
    assert dict(engine.versions()) == {"0000-0002": 1}
    assert found(engine, "chu") == ["0000-0002"]
    assert found(engine, "cay da") == ["0000-0002"]


def test_what_is_written_during_a_rebuild_is_not_lost(engine):
    def documents():
        yield MOON
        engine.apply([work(70, "Viết trong lúc xây", version=50), Delete("0000-0002", 51)])
        assert found(engine, "viet trong luc xay") == ["0000-0070"]  # the old index answers until the swap
        yield LIBRARY[0]

    engine.rebuild(documents())
    assert dict(engine.versions()) == {"0000-0001": 1, "0000-0070": 50}
    assert found(engine, "viet trong luc xay") == ["0000-0070"]
    assert is_gone(engine)


def test_a_rebuild_that_fails_leaves_the_old_index(engine):
    def documents():
        yield MOON
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.rebuild(documents())
    assert len(dict(engine.versions())) == len(LIBRARY)
    engine.apply([work(71, "Sau khi hỏng", version=60)])
    assert found(engine, "sau khi hong") == ["0000-0071"]


def test_a_rebuild_leaves_out_what_can_never_be_written(engine):
    assert engine.rebuild([MOON, work(81, "Nửa ký tự \ud83d"), LIBRARY[0]]) == 2
    assert dict(engine.versions()) == {"0000-0001": 1, "0000-0002": 1}


def test_of_two_rebuilds_at_once_one_wins_whole(engine):
    won = []

    def attempt(name, operations):
        try:
            engine.rebuild(operations)
        except EngineError:
            return
        won.append(name)

    def documents():
        yield MOON
        attempt("second", [LIBRARY[0]])
        yield LIBRARY[2]

    attempt("first", documents())
    assert won in (["first"], ["second"])
    expected = {"first": {MOON.id: 1, LIBRARY[2].id: 1}, "second": {LIBRARY[0].id: 1}}
    assert dict(engine.versions()) == expected[won[0]]
    engine.apply([work(90, "Sau hai lần xây", version=9)])
    assert found(engine, "sau hai lan xay") == ["0000-0090"]


def test_without_an_index_everything_says_that_one_is_needed(empty, request, settings, tmp_path, search_engine_name):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    settings.SEARCH_INDEX_PREFIX += "-none"
    if search_engine_name == "database":
        IndexState.objects.update(schema="other")
    engine = by_name(search_engine_name)
    for ask in (
        lambda: engine.apply([MOON]),
        lambda: engine.search(Query("trăng", A)),
        lambda: engine.suggest("trăng", A),
        lambda: engine.known_terms(["trang"], A),
        lambda: list(engine.versions()),
        engine.ping,
    ):
        with pytest.raises(NeedsRebuildError):
            ask()
    assert engine.rebuild([MOON]) == 1
    engine.ping()
    assert found(engine, "trăng") == ["0000-0002"]


def test_ping(engine):
    engine.ping()
