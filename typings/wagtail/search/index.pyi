from modelsearch.index import AutocompleteField as AutocompleteField
from modelsearch.index import BaseField as BaseField
from modelsearch.index import FilterField as FilterField
from modelsearch.index import Indexed as Indexed
from modelsearch.index import RelatedFields as RelatedFields
from modelsearch.index import SearchField as SearchField
from modelsearch.index import get_indexed_models as get_indexed_models
