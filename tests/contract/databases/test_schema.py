from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Locale, Page

from cms.run.options import ROOT

pytestmark = pytest.mark.django_db

# Of our own tables only: others' migrations name constraints in their own ways.
OURS = [
    model
    for config in apps.get_app_configs()
    if Path(config.path).is_relative_to(ROOT) and "site-packages" not in config.path
    for model in config.get_models(include_auto_created=True)
]


def test_every_migration_is_applied():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_has_the_columns_constraints_and_indexes_of_its_model(model):
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, model._meta.db_table)
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert {one.name for one in columns} == {one.column for one in model._meta.local_concrete_fields}
    assert {one.name for one in (*model._meta.constraints, *model._meta.indexes)} <= set(constraints)


def test_the_first_page_and_the_language_of_wagtails_migrations_are_there():
    assert Page.get_first_root_node() is not None
    assert Locale.objects.get().language_code == "vi"
