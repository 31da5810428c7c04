"""Wagtail's admin search, folded: `dien tu` finds “Điện tử” on SQLite and PostgreSQL alike.

Order is by key, not by relevance; that is fine for lists of the admin. Pupils search through `search/`.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Model, Q
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseIndex, BaseSearchBackend
from modelsearch.backends.database.fallback import DatabaseSearchQueryCompiler, DatabaseSearchResults
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, get_indexed_models

from cms.foundation.text import fold
from library_pages.catalogue.models import AdminSearchEntry


def _content_type(model: type[Model]) -> ContentType:
    # The root of the model tree: else a page of a type could not be found through Page.
    root = model
    while root._meta.parents:
        root = next(iter(root._meta.parents))
    return ContentType.objects.get_for_model(root)


def _values(item: Any, fields: Iterable[Any]) -> Iterable[str]:
    for field in fields:
        value = field.get_value(item)
        if isinstance(field, RelatedFields):
            related = value.all() if hasattr(value, "all") else [value]
            for other in related:
                if other is not None:
                    yield from _values(other, field.fields)
        elif isinstance(field, SearchField | AutocompleteField) and value:
            yield str(value)


class FoldedIndex(BaseIndex):
    """Writes one row an object."""

    def add_model(self, model: type[Model]) -> None:
        """Do nothing: one table holds the rows of every model."""

    def refresh(self) -> None:
        """Rows are seen at once."""

    def reset(self) -> None:
        AdminSearchEntry.objects.all().delete()

    def add_item(self, item: Model) -> None:
        """Write or replace the row of one object."""
        self.add_items(type(item), [item])

    def add_items(self, model: type[Model], items: Iterable[Any]) -> None:
        """Write or replace the rows of many."""
        content_type = _content_type(model)
        rows = [
            AdminSearchEntry(
                content_type=content_type,
                object_id=item.pk,
                words=" " + " ".join(dict.fromkeys(fold(" ".join(_values(item, item.get_search_fields()))).split())),
            )
            for item in items
        ]
        AdminSearchEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["words"],
            batch_size=200,
        )

    def delete_item(self, item: Model) -> None:
        AdminSearchEntry.objects.filter(content_type=_content_type(type(item)), object_id=item.pk).delete()


class FoldedQueryCompiler(DatabaseSearchQueryCompiler):
    """Each word must begin a word of the object."""

    def get_fields_names(self) -> list[str]:
        """The index holds all fields in one column."""
        return []

    def build_single_term_filter(self, term: str) -> Q:
        """Objects with a word that begins with the folded term."""
        entries = AdminSearchEntry.objects.filter(content_type=_content_type(self.queryset.model))
        for word in fold(term).split():
            entries = entries.filter(words__contains=f" {word}")
        return Q(pk__in=entries.annotate(key=Cast("object_id", BigIntegerField())).values("key"))


class FoldedRebuilder:
    """Used by `manage.py update_index`."""

    def __init__(self, index: FoldedIndex) -> None:
        self.index = index

    def start(self) -> FoldedIndex:
        """Begin with an empty table."""
        self.index.reset()
        return self.index

    def finish(self) -> None:
        """Drop rows of models that are searched no longer."""
        known = {_content_type(model).pk for model in get_indexed_models()}
        AdminSearchEntry.objects.exclude(content_type__in=known).delete()


class SearchBackend(BaseSearchBackend):
    """The backend that WAGTAILSEARCH_BACKENDS names."""

    query_compiler_class = FoldedQueryCompiler
    autocomplete_query_compiler_class = FoldedQueryCompiler
    results_class = DatabaseSearchResults
    index_class = FoldedIndex
    rebuilder_class = FoldedRebuilder
