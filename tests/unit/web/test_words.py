"""How people are called, the reader's switches, the doors of the house."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from cms.accounts.models import User
from cms.plugins import registry
from cms.plugins.activities import verb
from cms.plugins.contract import Activity
from cms.plugins.registry import all_types
from cms.web.doors import doors
from cms.web.look import as_cookie, toggled
from cms.web.people import called, librarian
from cms.web.shapes import Look


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("Trần Minh", "Anh", "Minh Anh"),
        ("Vũ Thị", "Thảo", "Thảo"),
        ("Nguyễn Văn", "Bảo", "Bảo"),
        ("Nguyễn Thị Hồng", "Hạnh", "Hồng Hạnh"),
        ("Lý", "Vy", "Vy"),
        ("", "Vy", "Vy"),
    ],
)
def test_people_are_called_by_the_given_name_and_the_word_that_goes_with_it(last, first, name):
    assert called(User(username="x", last_name=last, first_name=first)) == name


def test_somebody_without_a_name_is_called_by_her_user_name():
    assert called(User(username="vu.thao")) == "vu.thao"


def test_the_librarian_is_a_person():
    assert librarian("cô", "Vũ Thị Thảo") == "cô Thảo"
    assert librarian("cô", "") == ""


def test_a_switch_pressed_twice_is_where_it_was():
    look = Look(easy=True)
    for switch in ("easy", "contrast", "nothing of ours"):
        assert toggled(toggled(look, switch), switch) == look
    assert as_cookie(Look(easy=True, contrast=True)) == "easy.contrast"
    assert as_cookie(Look()) == ""


def test_doors_lead_to_all_types_that_do_the_same():
    held = {kind.slug for kind in all_types()}
    books = next(door for door in doors(held) if door.holds == "book")
    assert books.url.startswith("/tim/?type=")
    assert {door.holds for door in doors(held)} <= {"headphones", "screen", "book", "frame"}
    assert [door.holds for door in doors({"video"})] == ["screen"]
    assert doors(()) == ()


def test_a_type_stands_behind_the_door_of_what_one_does_with_it_whatever_its_cover(monkeypatch):
    heard = replace(registry.get("ebook"), activity=Activity.LISTEN)
    monkeypatch.setitem(registry._types, "ebook", heard)
    assert [door.holds for door in doors({"ebook"})] == ["headphones"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_activity_has_a_verb_of_its_own(language):
    with override(language):
        assert len({verb(activity) for activity in Activity}) == len(Activity)
