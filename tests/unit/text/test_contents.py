from library_pages.text.contents import retitled, walk
from library_pages.text.extraction import quote_at

TOC = [
    {"title": "Một", "href": "a", "children": [{"title": "Một a", "href": "b", "children": []}]},
    {"title": "Hai", "href": "c", "children": []},
]


def test_contents_are_walked_in_reading_order_with_their_depth():
    assert [(depth, entry["title"]) for depth, entry in walk(TOC)] == [(0, "Một"), (1, "Một a"), (0, "Hai")]


def test_new_titles_leave_places_and_nesting_alone():
    found = retitled(TOC, iter(["A", "A a", "B"]))
    assert [(depth, entry["title"], entry["href"]) for depth, entry in walk(found)] == [
        (0, "A", "a"),
        (1, "A a", "b"),
        (0, "B", "c"),
    ]
    assert TOC[0]["title"] == "Một"


def test_a_quote_has_what_stands_around_its_place():
    text = "x" * 100 + "y" * 100 + "z" * 100
    assert quote_at(text, 100) == {"before": "x" * 80, "highlight": "y" * 80, "after": "y" * 20 + "z" * 60}
    assert quote_at("ngắn", 0) == {"highlight": "ngắn"}
