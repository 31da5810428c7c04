import pytest

from tests.contract.search.library import STAFF_OF_A, A, work


def counts(answer, facet):
    return {value.value: value.count for value in answer.facets[facet]}


def test_counts_are_those_of_the_answer(ask):
    answer = ask("chú")
    assert answer.total == 2
    assert counts(answer, "type") == {"ebook": 2}
    assert counts(answer, "grade") == {"3": 1, "4": 2, "5": 1}
    assert counts(answer, "subject") == {"s-animals": 1, "s-tales": 1}


@pytest.mark.parametrize("text", ["", "le thi ha", "tren troi", "toan"])
def test_types_add_up_to_the_total(ask, text):
    answer = ask(text)
    assert sum(counts(answer, "type").values()) == answer.total == len(answer.hits)
    assert sum(counts(answer, "language").values()) == answer.total


def test_a_choice_narrows_the_answer_and_not_its_own_facet(ask):
    answer = ask("", filters={"type": ("lecture",)})
    assert answer.total == 1
    kinds = counts(answer, "type")
    assert kinds["ebook"] == 7
    assert kinds["lecture"] == 1
    assert [value.value for value in answer.facets["type"] if value.chosen] == ["lecture"]
    assert counts(answer, "grade") == {"6": 1}


def test_two_choices_of_one_facet_widen_two_facets_narrow(ask):
    assert ask("", filters={"grade": ("2", "6")}).total == 3
    assert ask("", filters={"grade": ("2", "6"), "type": ("audiobook",)}).total == 1


def test_choices_also_narrow_what_is_found_inside_texts(ask):
    assert ask("mac ma", filters={"type": ("lecture",)}).total == 1
    answer = ask("mac ma", filters={"type": ("ebook",)})
    assert answer.total == 0
    assert counts(answer, "type") == {"lecture": 1, "ebook": 0}


def test_counts_hold_nothing_of_what_is_hidden(ask):
    seen, all_of_a = ask("", tokens=A), ask("", tokens=STAFF_OF_A)
    assert "s-secret" not in counts(seen, "subject")
    assert counts(all_of_a, "subject")["s-secret"] == 1
    assert all_of_a.total == seen.total + 1


def test_a_work_found_by_record_and_by_many_passages_counts_once(engine, ask):
    passages = [(str(n), "", f"khủng long đoạn {n}") for n in range(30)]
    engine.apply([work(60, "Khủng long", passages=passages), work(61, "Đảo", passages=passages)])
    answer = ask("khung long")
    assert answer.total == 2
    assert counts(answer, "type") == {"ebook": 2}


def test_more_passages_than_a_window_still_count_every_work(engine, ask):
    passages = [(str(n), "", f"san hô biển xanh {n}") for n in range(12)]
    engine.apply([work(200 + n, f"Biển {n}", passages=passages) for n in range(40)])
    answer = ask("san ho", limit=50)
    assert answer.total == 40 == len(answer.hits)
    assert all(hit.passages for hit in answer.hits)
    assert counts(answer, "type") == {"ebook": 40}
    chosen = ask("san ho", filters={"type": ("video",)})
    assert (chosen.total, counts(chosen, "type")) == (0, {"ebook": 40, "video": 0})
