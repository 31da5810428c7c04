from typing import Any

from django.db.models import Q
from modelsearch.backends.base import BaseSearchQueryCompiler, BaseSearchResults

class DatabaseSearchQueryCompiler(BaseSearchQueryCompiler):
    def get_fields_names(self) -> Any: ...
    def build_single_term_filter(self, term: str) -> Q: ...

class DatabaseSearchResults(BaseSearchResults): ...
