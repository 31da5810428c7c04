import pytest

from tests.checks.docstrings import faults


def source(name, text):
    return f'def {name}():\n    """{text}"""\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("count", "The count."),
        ("visible_items", "Items, visible."),
        ("load", "Loads it now."),
        ("rights_of_members_of_a_school", "The rights of members of a school."),
    ],
)
def test_one_that_says_nothing_is_named_with_its_line(project, name, text):
    root = project({"cms/web/views.py": f"x = 1\n{source(name, text)}"})
    assert list(faults(root)) == [f"cms/web/views.py:2: “{text}” says no more than “{name}”."]


def test_those_of_modules_and_classes_are_read_too(project):
    root = project({"cms/pages.py": '"""Pages."""\n\n\nclass HomePage:\n    """The home page."""\n'})
    assert [fault.partition(" ")[0] for fault in faults(root)] == ["cms/pages.py:1:", "cms/pages.py:4:"]


def test_one_that_gives_a_shape_an_error_or_a_reason_stays_and_so_does_none_at_all(project):
    told = source("count", "How many rows there are; 0 before the first import.")
    root = project(
        {"cms/a.py": told + "def total():\n    return 1\n", "cms/migrations/0001_initial.py": source("up", "Up.")}
    )
    assert list(faults(root)) == []
