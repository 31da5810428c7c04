import pytest

from tests.checks.shape import faults


def test_a_tidy_project_has_no_fault(project):
    root = project({"cms/web/views.py": "x = 1\n", "collections/library_collections/models.py": "y = 2\n"})
    assert list(faults(root)) == []


def test_a_package_in_the_way_of_the_standard_library_is_named(project):
    root = project({"collections/__init__.py": ""})
    assert ["collections/__init__.py" in fault for fault in faults(root)] == [True]


def test_a_file_of_too_many_lines_is_named_unless_it_is_a_migration(project):
    root = project({"a.py": "x = 1\n" * 401, "app/migrations/0001_initial.py": "x = 1\n" * 900, "b.md": "x\n" * 900})
    assert list(faults(root)) == ["a.py: 401 lines; 400 at most, one idea a module."]


@pytest.mark.parametrize(
    "line", ["cd /root/project", "open('/work/main/x')", "see /home/someone/kv", "https://registry.example.test/x"]
)
def test_what_works_on_one_machine_only_is_named(project, line):
    assert [fault.partition(":")[0] for fault in faults(project({"a.md": f"{line}\n"}))] == ["a.md"]


def test_files_that_git_ignores_are_nobodys_business(project):
    root = project({".gitignore": "built/\n", "built/a.js": "x\n" * 900})
    assert list(faults(root)) == []


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", ">>>>>>> 789592f (A change)"])
def test_what_a_merge_left_over_is_named(project, line):
    assert list(faults(project({"a.md": f"x\n{line}\n"}))) == ["a.md:2: what a merge left over."]


def test_a_number_that_two_decisions_have_is_named(project):
    root = project({"docs/adr/0007-a.md": "x\n", "docs/adr/0007-b.md": "x\n", "docs/adr/0008-c.md": "x\n"})
    assert list(faults(root)) == ["docs/adr: 2 decisions have the number 0007."]
