"""Migrations that move rows keep what was there."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

_BEFORE, _AFTER = ("accounts", "0002_where_people_sign_in"), ("accounts", "0004_what_a_teacher_is_to_a_class")


def at(*state):
    """The models as they are after this migration, which is applied, and those after it taken back."""
    executor = MigrationExecutor(connection)
    executor.migrate([state])
    return executor.loader.project_state([state]).apps


@pytest.fixture
def _at_the_end_again(transactional_db):
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.usefixtures("_at_the_end_again")
def test_who_looked_after_a_class_with_one_role_is_its_class_teacher_with_the_same():
    before = at(*_BEFORE)
    model = lambda name: before.get_model("accounts", name)  # noqa: E731
    school = model("School").objects.create(slug="hoa-gao", name="Trường Hoa Gạo")
    year = model("SchoolYear").objects.create(
        school=school, label="2026–2027", starts=date(2026, 8, 15), ends=date(2027, 7, 31)
    )
    listed = model("SchoolClass").objects.create(year=year, name="4A", grade=4, code="123456")
    people = [model("User").objects.create(username=f"co.{n}") for n in range(3)]
    roles = ("teacher", "teacher", "librarian")
    held = [
        model("Membership").objects.create(user=person, school=school, role=role)
        for person, role in zip(people, roles, strict=True)
    ]
    listed.teachers.set(held[:2])

    after = at(*_AFTER)
    ties = after.get_model("accounts", "Teaching").objects.order_by("membership")
    assert list(ties.values_list("school_class", "membership", "kind", "subjects")) == [
        (listed.pk, each.pk, "class", "") for each in held[:2]
    ]
    rows = after.get_model("accounts", "Membership").objects.order_by("pk")
    assert list(rows.values_list("user", "school", "role")) == [
        (person.pk, school.pk, role) for person, role in zip(people, roles, strict=True)
    ]

    again = at(*_BEFORE)
    assert again.get_model("accounts", "SchoolClass").objects.get(pk=listed.pk).teachers.count() == 2
