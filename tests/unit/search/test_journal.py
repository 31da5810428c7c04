"""What a rebuild replays is what was written."""

from search.engines.tantivy_engine.journal import line_of, operation_of
from search.port import Delete
from tests.contract.search.library import LIBRARY


def test_operations_come_out_of_the_journal_as_they_went_in():
    operations = [*LIBRARY, Delete("0000-0001", 9)]
    assert [operation_of(line_of(operation)) for operation in operations] == operations
