"""Understanding what a reader typed: pure functions that know no engine and no database (search.md 2, 4.1)."""
